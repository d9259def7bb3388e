import { isStaff } from "../../../domain/access/policy.js";
import { seesSealed } from "../../../domain/evidence/visible-items.js";
import type { RowSql } from "../read-type.js";

/**
 * What was recommended, why a mediator did not follow, what was found deficient, and who looked at a ruling before it was
 * served, is among the platform's staff. Which records were attached at the opening shows in `Dispute.evidence`, where each
 * viewer finds its own: some are the shopper's alone. The length of the custody log would tell what the other side never
 * handed in. What is handed on with a case is staff's: a short note could be guessed from its hash.
 */
const forOthers: RowSql = (row) =>
  `${row}.payload #- '{ruling,recommended}' #- '{ruling,divergenceReason}' #- '{ruling,review}' #- '{ruling,deficiencies}'
    #- '{dispute,evidence}'
    #- '{recommended}' #- '{custody}' #- '{handoverId}' #- '{capsuleHash}'`;

/**
 * What a side handed in, took back or had ready while it was sealed is its own: staff learn that something came in, and
 * what it was from the event of the exchange, when the other side does. What was taken back they never learn.
 */
const forStaff: RowSql = (row) => `CASE WHEN ${row}.audience <> 'ALL' AND ${row}.type LIKE 'EVIDENCE\\_%'
  THEN ${row}.payload - 'item' - 'itemId' - 'submitted' ELSE ${row}.payload END`;

/** The details of an event as the viewer may know them. */
export const eventPayload: RowSql = (row, scope) => {
  const { role } = scope.viewer;
  if (seesSealed(role)) return `${row}.payload`;
  return isStaff(role) ? forStaff(row, scope) : forOthers(row, scope);
};
