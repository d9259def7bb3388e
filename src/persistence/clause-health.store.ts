import { FeedbackStatus } from "../domain/rulebook/feedback.js";
import { overturningEvents, type OverturningEvent } from "../domain/ruling/overturning.js";
import type { Sql } from "./database.js";

/** How one clause fares, over all versions of the rulebook. */
export interface ClauseCounts {
  readonly clause: string;
  /** Rulings that cite it. */
  readonly rulings: number;
  readonly overturnedRulings: number;
  /** Acts of the clock that rest on it. */
  readonly automaticActs: number;
  readonly overturnedActs: number;
  /** Feedback that waits for an answer. */
  readonly feedbackOpen: number;
  /** Feedback that was accepted, shipped or not. */
  readonly feedbackAccepted: number;
}

/** Of which rulings the consistency is looked at. */
export interface ConsistencyPeriod {
  /** The reason that was found or else the one given. */
  readonly reason: string;
  /** From this instant on; null does not narrow. */
  readonly from: Date | null;
  /** Before this instant; null does not narrow. */
  readonly until: Date | null;
}

function list(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(", ");
}

/** Whether the event `later` is of a kind that sets the event `cited` aside; from the domain's own list. */
function overturns({ overturns: what, by, where }: OverturningEvent): string {
  const only = where === undefined ? "" : ` AND later.payload ->> '${where.field}' IN (${list(where.oneOf)})`;
  return `(cited.type = '${what}' AND later.type = '${by}'${only})`;
}

const { ACCEPTED, NEW, SHIPPED, TRIAGED } = FeedbackStatus;

const inPeriod = `($3::text IS NULL OR EXISTS (SELECT FROM dispute WHERE dispute.id = event.dispute_id
      AND coalesce(dispute.final_reason, dispute.reason) = $3))
    AND ($4::timestamptz IS NULL OR event.occurred_at >= $4) AND ($5::timestamptz IS NULL OR event.occurred_at < $5)`;

/** What is set aside is the latest event of its type before the one that does it: an older one was replaced before. */
const healthSql = (events: readonly OverturningEvent[]): string => `
WITH cited AS (
  SELECT DISTINCT event.dispute_id, event.sequence, event.type, named.clause, TRUE AS is_ruling
  FROM dispute_event AS event,
    jsonb_array_elements_text(event.payload -> 'ruling' -> 'clauses') AS named (clause)
  WHERE event.type = 'RULING_ISSUED' AND ${inPeriod}
  UNION ALL
  SELECT dispute_id, sequence, type, clause, FALSE FROM dispute_event AS event
  WHERE clause IS NOT NULL AND type <> 'RULING_ISSUED' AND ${inPeriod}
), judged AS (
  SELECT cited.clause, cited.is_ruling, EXISTS (
    SELECT FROM dispute_event AS later
    WHERE later.dispute_id = cited.dispute_id AND later.sequence > cited.sequence
      AND (${events.map(overturns).join(" OR ")})
      AND NOT EXISTS (
        SELECT FROM dispute_event AS again WHERE again.dispute_id = cited.dispute_id AND again.type = cited.type
          AND again.sequence > cited.sequence AND again.sequence < later.sequence)
  ) AS is_overturned
  FROM cited
), acts AS (
  SELECT clause,
    count(*) FILTER (WHERE is_ruling) AS rulings,
    count(*) FILTER (WHERE is_ruling AND is_overturned) AS overturned_rulings,
    count(*) FILTER (WHERE NOT is_ruling) AS automatic_acts,
    count(*) FILTER (WHERE NOT is_ruling AND is_overturned) AS overturned_acts
  FROM judged GROUP BY clause
), said AS (
  SELECT clause,
    count(*) FILTER (WHERE status IN (${list([NEW, TRIAGED])})) AS open,
    count(*) FILTER (WHERE status IN (${list([ACCEPTED, SHIPPED])})) AS accepted
  FROM rule_feedback GROUP BY clause
)
SELECT clause,
  coalesce(rulings, 0)::integer AS rulings,
  coalesce(overturned_rulings, 0)::integer AS "overturnedRulings",
  coalesce(automatic_acts, 0)::integer AS "automaticActs",
  coalesce(overturned_acts, 0)::integer AS "overturnedActs",
  coalesce(open, 0)::integer AS "feedbackOpen",
  coalesce(accepted, 0)::integer AS "feedbackAccepted"
FROM acts FULL JOIN said USING (clause)
WHERE coalesce(overturned_rulings + overturned_acts, 0) >= $1
ORDER BY coalesce(overturned_rulings + overturned_acts, 0) DESC, clause
LIMIT $2`;

/**
 * The clauses that were set aside most often, in one statement over the whole log.
 * @param options.minimumOverturned rulings and automatic acts set aside, at least; 0 lists every clause ever cited
 * @param options.only narrows to a reason and a period
 * @param options.events what sets what aside; default the domain's list
 */
export function readClauseCounts(
  sql: Sql,
  options: {
    readonly minimumOverturned: number;
    readonly limit: number;
    readonly events?: readonly OverturningEvent[];
    /** Only what was issued or done then, in disputes for the reason; default everything. */
    readonly only?: ConsistencyPeriod;
  },
): Promise<ClauseCounts[]> {
  const { minimumOverturned, limit, events = overturningEvents } = options;
  const { reason = null, from = null, until = null } = options.only ?? {};
  return sql.query<ClauseCounts>(healthSql(events), [minimumOverturned, limit, reason, from, until]);
}
