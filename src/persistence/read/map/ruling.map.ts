import { always, columns, expression, toOne, type ReadType } from "../read-type.js";
import { visibleWithDispute } from "../visibility.js";
import { jsonRows, remedyItems } from "./json-rows.js";
import { staffOnly } from "./staff-only.js";

const rulingType: ReadType = {
  name: "Ruling",
  table: "ruling",
  visible: visibleWithDispute,
  fields: {
    ...columns("id", "outcome", "reasons", "clauses", "issuedAt", "appealableUntil"),
    findings: jsonRows("Finding", "findings", [
      ...["text text", "sources jsonb", '"recordedAbsence" text'],
      ...['"evidenceItemIds" jsonb', "absences jsonb"],
    ]),
    faultShares: jsonRows("FaultShare", "fault_shares", ["party text", '"basisPoints" integer']),
    remedies: remedyItems("remedies"),
    recommendedOutcome: staffOnly((row) => `${row}.recommended ->> 'outcome'`),
    recommendedByClause: staffOnly((row) => `${row}.recommended ->> 'clause'`),
    divergenceReason: staffOnly((row) => `${row}.divergence_reason`),
    mediator: toOne("Mediator", "mediator_id", always),
    dispute: toOne("Dispute", "dispute_id", always),
  },
};

/** How rulings are read. */
export const rulingTypes: readonly ReadType[] = [
  rulingType,
  {
    name: "Finding",
    fields: {
      ...columns("text", "sources"),
      recordedAbsence: expression((row) => `${row}."recordedAbsence"`),
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
    name: "FaultShare",
    fields: { ...columns("party"), basisPoints: expression((row) => `${row}."basisPoints"`) },
  },
];
