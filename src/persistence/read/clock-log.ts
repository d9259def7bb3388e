import type { RowSql } from "./read-type.js";

/** Parts of events that tell nothing of time. */
const irrelevant = "{dispute,claim,refusal,offer,obligations,ruling,moved}";

/**
 * A SQL expression for the whole log of a dispute as JSON, as the clock report reads it. It is for the domain alone:
 * what a viewer may not see leaves no trace in the report.
 */
export const clockLogSql: RowSql = (row, scope) => {
  const event = scope.alias();
  return `(SELECT json_agg(json_build_object('type', ${event}.type, 'occurred_at', ${event}.occurred_at,
      'payload', ${event}.payload - '${irrelevant}'::text[]) ORDER BY ${event}.sequence)
    FROM dispute_event AS ${event} WHERE ${event}.dispute_id = ${row}.id)`;
};
