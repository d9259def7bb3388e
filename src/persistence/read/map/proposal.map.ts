import { isStaff } from "../../../domain/access/policy.js";
import { sideOf } from "../../../domain/access/viewer.js";
import { always, columns, expression, toOne, type ReadType, type RowSql } from "../read-type.js";
import { visibleWithDispute } from "../visibility.js";
import { remedyItems } from "./json-rows.js";

/** Until both have accepted, a side knows of its own acceptance alone, and whoever is neither side nor staff of none. */
const acceptedBy: RowSql = (row, { viewer: { role } }) => {
  if (isStaff(role)) return `${row}.accepted_by`;
  const side = sideOf(role);
  const own =
    side === null
      ? "'{}'::text[]"
      : `CASE WHEN '${side}' = ANY (${row}.accepted_by) THEN ARRAY['${side}'] ELSE '{}'::text[] END`;
  return `CASE WHEN ${row}.status = 'ACCEPTED' THEN ${row}.accepted_by ELSE ${own} END`;
};

const status: RowSql = (row, scope) => `CASE WHEN ${row}.status = 'HALF_ACCEPTED'
  AND cardinality(${acceptedBy(row, scope)}) = 0 THEN 'SENT' ELSE ${row}.status END`;

const expiresAt: RowSql = (row, scope) => {
  const dispute = scope.alias();
  return `(SELECT ${dispute}.deadline_at FROM dispute AS ${dispute} WHERE ${dispute}.id = ${row}.dispute_id
    AND ${dispute}.status = 'PROPOSED' AND ${row}.decided_at IS NULL)`;
};

/** How proposals are read. */
export const proposalTypes: readonly ReadType[] = [
  {
    name: "Proposal",
    table: "proposal",
    visible: visibleWithDispute,
    fields: {
      ...columns("id", "termsHash", "explanation", "proposedAt", "decidedAt"),
      status: expression(status),
      acceptedBy: expression(acceptedBy),
      expiresAt: expression(expiresAt),
      terms: remedyItems("terms"),
      dispute: toOne("Dispute", "dispute_id", always),
    },
  },
];
