import { isStaff } from "../../../domain/access/policy.js";
import { sideOf } from "../../../domain/access/viewer.js";
import {
  always,
  columns,
  expression,
  toOne,
  type ReadField,
  type ReadType,
  type RowSql,
} from "../read-type.js";
import { evidenceItemVisible } from "../visibility.js";
import { jsonRows } from "./json-rows.js";

/** The rounds of a dispute, out of the column in which they are kept. */
export const evidenceRounds: ReadField = jsonRows("EvidenceRound", "evidence", [
  "number integer",
  "text text",
  "demands jsonb",
  '"requestedAt" timestamptz(3)',
  '"extendedBy" jsonb',
  '"completedBy" jsonb',
  "waived jsonb",
  "absences jsonb",
  '"exchangedAt" timestamptz(3)',
  '"rebuttedBy" jsonb',
]);

/** Who is done is no business of the other side before the exchange. */
const completedBy: RowSql = (row, { viewer }) => {
  if (isStaff(viewer.role)) return `${row}."completedBy"`;
  const side = sideOf(viewer.role);
  const own = side === null ? "'[]'::jsonb" : ownOf(`${row}."completedBy"`, side);
  return `CASE WHEN ${row}."exchangedAt" IS NULL THEN ${own} ELSE ${row}."completedBy" END`;
};

function ownOf(list: string, side: string): string {
  return `(CASE WHEN ${list} @> '["${side}"]' THEN '["${side}"]' ELSE '[]' END)::jsonb`;
}

/** Names of JSON keys as the rows of {@link jsonRows} have them. */
function quoted(...names: readonly string[]): Record<string, ReadField> {
  return Object.fromEntries(names.map((name) => [name, expression((row) => `${row}."${name}"`)]));
}

/** How evidence is read. */
export const evidenceTypes: readonly ReadType[] = [
  {
    name: "EvidenceRound",
    fields: {
      ...columns("number", "text", "demands", "waived", "absences"),
      ...quoted("requestedAt", "extendedBy", "exchangedAt", "rebuttedBy"),
      completedBy: expression(completedBy),
    },
  },
  {
    name: "EvidenceItem",
    table: "evidence_item",
    visible: evidenceItemVisible,
    fields: {
      ...columns("id", "slot", "side", "source", "status", "round", "versionNumber", "narrative"),
      ...columns("happenedAt", "capturedAt", "record", "contentHash", "lateGround", "decisionReason"),
      ...columns("submittedAt", "exchangedAt", "decidedAt"),
      orderLines: {
        kind: "list",
        type: "OrderLine",
        orderBy: "position",
        on: (parent, child) => `${child}.id = ANY (${parent}.order_line_ids)`,
      },
      files: {
        kind: "list",
        type: "EvidenceFile",
        orderBy: "position",
        on: () => "TRUE",
        // Whoever sees the item sees its files: they are of the same side, or open with it.
        // A redacted copy stands in the place of what was handed in.
        from: (parent) => `(SELECT file.*, named.position FROM evidence_item_file AS named
          JOIN evidence_file AS handed ON handed.id = named.file_id
          JOIN evidence_file AS file ON file.id = coalesce(handed.redacted_by, handed.id)
          WHERE named.item_id = ${parent}.id)`,
      },
      dispute: toOne("Dispute", "dispute_id", always),
    },
  },
];
