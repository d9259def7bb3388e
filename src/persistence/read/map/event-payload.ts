import { isStaff } from "../../../domain/access/policy.js";
import { seesSealed } from "../../../domain/evidence/visible-items.js";
import type { RowSql } from "../read-type.js";

/** What was recommended, and why a mediator did not follow, is among the platform's staff. */
const withoutAdvice: RowSql = (row) =>
  `${row}.payload #- '{ruling,recommended}' #- '{ruling,divergenceReason}'`;

/**
 * What a side handed in is its own until the exchange, the mediator's no sooner than the other side's: staff learn that
 * something came in, and what it was when the other side does.
 */
const untilExchange: RowSql = (row, scope) => {
  const later = scope.alias();
  return `CASE WHEN ${row}.audience <> 'ALL' AND ${row}.type LIKE 'EVIDENCE\\_%' AND NOT EXISTS (
      SELECT FROM dispute_event AS ${later} WHERE ${later}.dispute_id = ${row}.dispute_id
        AND ${later}.sequence > ${row}.sequence AND ${later}.type = 'EVIDENCE_EXCHANGED')
    THEN ${row}.payload - 'item' - 'itemId' - 'submitted' ELSE ${row}.payload END`;
};

/** The details of an event as the viewer may know them. */
export const eventPayload: RowSql = (row, scope) => {
  const { role } = scope.viewer;
  if (seesSealed(role)) return `${row}.payload`;
  return isStaff(role) ? untilExchange(row, scope) : withoutAdvice(row, scope);
};
