import { correctedRulings } from "../../corrected-rulings.js";
import { isStaff } from "../../../domain/access/policy.js";
import {
  always,
  columns,
  expression,
  money,
  pointingBack,
  toOne,
  type ReadType,
  type RowSql,
} from "../read-type.js";
import { visibleWithDispute } from "../visibility.js";
import { jsonRows, remedyItems, ruledRemedies } from "./json-rows.js";
import { staffOnly } from "./staff-only.js";

/** The inputs of a trace as a list, which a schema can describe. */
const shownTrace: RowSql = (row) => `CASE WHEN ${row}."formulaTrace" IS NOT NULL THEN ${row}."formulaTrace"
  || jsonb_build_object('inputs', (SELECT coalesce(jsonb_agg(to_jsonb(input)), '[]'::jsonb)
    FROM jsonb_each_text(${row}."formulaTrace" -> 'inputs') AS input (name, value))) END`;

/** The texts of the objects in a jsonb column, in their order. */
const textsOf =
  (column: string): RowSql =>
  (row) => `(SELECT coalesce(jsonb_agg(item.value -> 'text' ORDER BY item.ordinality), '[]'::jsonb)
    FROM jsonb_array_elements(${row}.${column}) WITH ORDINALITY AS item)`;

const rulingType: ReadType = {
  name: "Ruling",
  table: correctedRulings,
  visible: visibleWithDispute,
  fields: {
    ...columns("id", "outcome", "reasons", "clauses", "issuedAt", "appealableUntil"),
    findings: jsonRows("Finding", "findings", [
      ...["text text", "sources jsonb", '"recordedAbsence" text'],
      ...['"evidenceItemIds" jsonb', "absences jsonb", '"sharedFindingOf" uuid'],
    ]),
    faultShares: jsonRows("FaultShare", "fault_shares", ["party text", '"basisPoints" integer']),
    conclusions: jsonRows("Conclusion", "conclusions", [
      ...["text text", "clause text", '"rulebookVersion" text', '"findingIndexes" jsonb'],
    ]),
    remedies: remedyItems("remedies"),
    ruledRemedies: ruledRemedies("remedies"),
    recommendedOutcome: staffOnly((row) => `${row}.recommended ->> 'outcome'`),
    recommendedByClause: staffOnly((row) => `${row}.recommended ->> 'clause'`),
    divergenceReason: staffOnly((row) => `${row}.divergence_reason`),
    deficiencies: expression((row, scope) =>
      isStaff(scope.viewer.role) ? `${row}.deficiencies` : "'[]'::jsonb",
    ),
    asIssued: { kind: "embedded", type: "RulingAsIssued" },
    corrections: {
      kind: "list",
      orderBy: "number",
      ...pointingBack("RulingCorrection", "ruling_id", always),
    },
    clarifications: {
      kind: "list",
      orderBy: "requested_at, id",
      ...pointingBack("RulingClarification", "ruling_id", always),
    },
    appeals: { kind: "list", orderBy: "filed_at, id", ...pointingBack("Appeal", "ruling_id", always) },
    mediator: toOne("Mediator", "mediator_id", always),
    dispute: toOne("Dispute", "dispute_id", always),
  },
};

/** How rulings are read. */
export const rulingTypes: readonly ReadType[] = [
  rulingType,
  {
    name: "RulingAsIssued",
    fields: {
      reasons: expression((row) => `${row}.issued_reasons`),
      appealableUntil: expression((row) => `${row}.issued_appealable_until`),
      findings: expression(textsOf("issued_findings")),
      conclusions: expression(textsOf("issued_conclusions")),
      remedies: remedyItems("issued_remedies"),
    },
  },
  {
    name: "RulingCorrection",
    table: "ruling_correction",
    visible: visibleWithDispute,
    fields: {
      ...columns("number", "reason", "correctedAt", "restartsAppeal", "appealableUntil"),
      changes: jsonRows("RulingChange", "changes", ["path text", "before text", "after text"]),
      correctedBy: toOne("Mediator", "mediator_id", always),
    },
  },
  { name: "RulingChange", fields: columns("path", "before", "after") },
  {
    name: "RulingClarification",
    table: "ruling_clarification",
    visible: visibleWithDispute,
    fields: {
      ...columns("side", "question", "requestedAt", "answer", "answeredAt"),
      answeredBy: toOne("Mediator", "mediator_id", always),
    },
  },
  {
    name: "Finding",
    fields: {
      ...columns("text", "sources"),
      recordedAbsence: expression((row) => `${row}."recordedAbsence"`),
      // A ruling that takes it over goes on showing it, wherever the dispute has gone since.
      sharedFinding: {
        kind: "one",
        type: "SharedFinding",
        on: (parent, child) => `${child}.id = ${parent}."sharedFindingOf"`,
      },
      absences: expression((row) => `coalesce(${row}.absences, '[]'::jsonb)`),
      evidence: {
        kind: "list",
        type: "EvidenceItem",
        orderBy: "position",
        on: () => "TRUE",
        from: (parent) => `(SELECT item.*, named.position
          FROM jsonb_array_elements_text(${parent}."evidenceItemIds") WITH ORDINALITY AS named (id, position)
          JOIN evidence_item AS item ON item.id = named.id::uuid)`,
      },
    },
  },
  {
    name: "Conclusion",
    fields: {
      ...columns("text", "clause"),
      rulebookVersion: expression((row) => `${row}."rulebookVersion"`),
      findingIndexes: expression((row) => `${row}."findingIndexes"`),
    },
  },
  {
    name: "RuledRemedy",
    currency: (row) => `${row}.currency`,
    fields: {
      ...columns("kind"),
      amount: money((row) => `${row}.amount_minor`),
      orderLine: toOne("OrderLine", "order_line_id"),
      costBearers: expression((row) => `coalesce(${row}."costBearers", '[]'::jsonb)`),
      formulaTrace: expression(shownTrace),
    },
  },
  {
    name: "FaultShare",
    fields: { ...columns("party"), basisPoints: expression((row) => `${row}."basisPoints"`) },
  },
];
