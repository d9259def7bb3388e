import { isStaff } from "../../../domain/access/policy.js";
import { hadObligations, wasRuled } from "../../retention-facts.js";
import type { ReadField, RowSql } from "../read-type.js";

const standingHold: RowSql = (row, { viewer }) =>
  isStaff(viewer.role)
    ? `(SELECT json_build_object('id', hold.id, 'reason', hold.reason, 'placedByRole', hold.placed_by_role,
        'placedAt', hold.placed_at, 'endsAt', hold.ends_at)
      FROM legal_hold AS hold WHERE hold.dispute_id = ${row}.id AND hold.lifted_at IS NULL)`
    : "NULL::json";

/** What the retention of a dispute is worked out from. */
export const retentionFields: ReadField = {
  kind: "computed",
  needs: {
    $status: (row) => `${row}.status`,
    $closedAt: (row) => `${row}.closed_at`,
    $wasRuled: (row) => wasRuled(row),
    $hadObligations: (row) => hadObligations(row),
    $erasure: (row) => `(SELECT json_build_object('erasedAt', erasure.erased_at, 'ground', erasure.ground)
      FROM dispute_erasure AS erasure WHERE erasure.dispute_id = ${row}.id)`,
    $hold: standingHold,
  },
};
