import { isStaff } from "../../../domain/access/policy.js";
import { columns, expression, toOne, type ReadField, type ReadType } from "../read-type.js";
import { jsonRows } from "./json-rows.js";

/** Rows that are staff's alone; empty for everybody else. */
function forStaff(type: string, orderBy: string): ReadField {
  return {
    kind: "list",
    type,
    orderBy,
    on: (parent, child, { viewer }) =>
      isStaff(viewer.role) ? `${child}.dispute_id = ${parent}.id` : "FALSE",
  };
}

/** A mediator does not read the checks of him- or herself, which tell of complaints. */
const conflictChecks: ReadField = {
  kind: "list",
  type: "ConflictCheck",
  orderBy: "checked_at, id",
  on: (parent, child, scope) =>
    isStaff(scope.viewer.role)
      ? `${child}.dispute_id = ${parent}.id AND ${child}.mediator_id <> ${scope.bind(scope.viewer.id, "uuid")}`
      : "FALSE",
};

/** What staff read of who had a case and who was looked at for it. */
export const deskFields: Readonly<Record<string, ReadField>> = {
  desk: { kind: "embedded", type: "CaseDesk" },
  handovers: forStaff("CaseHandover", "made_at, id"),
  conflictChecks,
};

const pointShape = ["code text", "side text", "subject text", "at timestamptz(3)"];

function points(part: string): ReadField {
  return jsonRows("HandoverPoint", `capsule -> '${part}'`, pointShape);
}

const challengeShape = [
  ...[
    "side text",
    "ground text",
    "statement text",
    '"madeAt" timestamptz(3)',
    '"decideUntil" timestamptz(3)',
  ],
  ...["outcome text", '"decidedAt" timestamptz(3)', "reason text"],
];

/** How who had a case is read. */
export const deskTypes: readonly ReadType[] = [
  {
    name: "CaseDesk",
    fields: {
      challengeUntil: expression((row) => `(${row}.desk ->> 'challengeUntil')::timestamptz(3)`),
      challenges: jsonRows("MediatorChallenge", "desk -> 'challenges'", challengeShape),
      stepsToConfirm: expression((row) => `coalesce(${row}.desk -> 'stepsToConfirm', '[]'::jsonb)`),
      requiredLevel: expression((row) => `coalesce((${row}.desk ->> 'requiredLevel')::smallint, 1)`),
    },
  },
  {
    name: "MediatorChallenge",
    fields: {
      ...columns("side", "ground", "statement", "outcome", "reason"),
      madeAt: expression((row) => `${row}."madeAt"`),
      decideUntil: expression((row) => `${row}."decideUntil"`),
      decidedAt: expression((row) => `${row}."decidedAt"`),
    },
  },
  {
    name: "CaseHandover",
    table: "case_handover",
    fields: {
      fromMediator: toOne("Mediator", "from_mediator_id"),
      toMediator: toOne("Mediator", "to_mediator_id"),
      madeAt: expression((row) => `${row}.made_at`),
      agreed: points("agreed"),
      openQuestions: points("openQuestions"),
      promises: points("promises"),
      deadlines: points("deadlines"),
      note: expression((row) => `${row}.capsule ->> 'note'`),
    },
  },
  { name: "HandoverPoint", fields: columns("code", "side", "subject", "at") },
  {
    name: "ConflictCheck",
    table: "conflict_check",
    fields: {
      mediator: toOne("Mediator", "mediator_id"),
      ...columns("act", "conflict", "inputs", "checkedAt"),
      findings: {
        kind: "list",
        type: "ConflictFinding",
        orderBy: "ground",
        on: () => "TRUE",
        from: (parent) =>
          `(SELECT finding.key AS ground, finding.value AS result FROM jsonb_each_text(${parent}.results) AS finding)`,
      },
    },
  },
  { name: "ConflictFinding", fields: columns("ground", "result") },
];
