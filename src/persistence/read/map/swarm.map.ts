import { isStaff } from "../../../domain/access/policy.js";
import { openedOrder } from "../orderings.js";
import {
  always,
  columns,
  expression,
  pointingBack,
  toOne,
  type ReadField,
  type ReadType,
  type RowSql,
} from "../read-type.js";
import { disputeVisible } from "../visibility.js";
import { jsonRows } from "./json-rows.js";

/** What a dispute says of the swarm that it is in. */
export const swarmFields: Readonly<Record<string, ReadField>> = {
  swarm: { kind: "embedded", type: "SwarmMembership", present: (row) => `${row}.swarm IS NOT NULL` },
};

const instantOf =
  (path: string): RowSql =>
  (row) =>
    `(${row}.swarm #>> '{${path}}')::timestamptz(3)`;

/** Swarms are known to whoever sees a dispute of them; of the others one learns the number alone. */
const swarmVisible: RowSql = (row, scope) => {
  const member = scope.alias();
  return `EXISTS (SELECT FROM dispute AS ${member} WHERE ${member}.swarm_id = ${row}.id AND ${disputeVisible(member, scope)})`;
};

const membershipType: ReadType = {
  name: "SwarmMembership",
  fields: {
    swarm: toOne("CaseSwarm", "swarm_id", always),
    addedAt: expression(instantOf("addedAt")),
    sharedFinding: {
      kind: "one",
      type: "SharedFinding",
      on: (parent, child) =>
        `${child}.id = ${parent}.swarm_id AND jsonb_typeof(${parent}.swarm -> 'finding') = 'object'`,
    },
    findingCounts: expression(
      (row) => `(jsonb_typeof(${row}.swarm -> 'finding') = 'object' AND ${row}.swarm -> 'optOut' = 'null')`,
    ),
    optOutUntil: expression(instantOf("finding,optOutUntil")),
    optedOutBy: expression((row) => `${row}.swarm #>> '{optOut,side}'`),
    optedOutAt: expression(instantOf("optOut,optedOutAt")),
  },
};

const caseSwarmType: ReadType = {
  name: "CaseSwarm",
  table: "case_swarm",
  visible: swarmVisible,
  fields: {
    ...columns("id", "commonCause", "openedAt"),
    memberCount: expression(
      (row) => `(SELECT count(*)::int FROM dispute AS member WHERE member.swarm_id = ${row}.id)`,
    ),
    openedBy: toOne("Mediator", "opened_by_id"),
    sharedFinding: {
      kind: "one",
      type: "SharedFinding",
      on: (parent, child, { viewer }) =>
        isStaff(viewer.role) ? `${child}.id = ${parent}.id AND ${child}.decided_at IS NOT NULL` : "FALSE",
    },
    members: { kind: "connection", ordering: openedOrder, ...pointingBack("Dispute", "swarm_id") },
  },
};

/** Read only from where somebody may know of it, who need not see a dispute of the swarm any more. */
const sharedFindingType: ReadType = {
  name: "SharedFinding",
  table: "case_swarm",
  fields: {
    text: expression((row) => `${row}.finding_text`),
    hash: expression((row) => `${row}.finding_hash`),
    evidence: jsonRows("SharedEvidence", "finding_evidence", [
      ...["reference text", "slot text", "side text", '"itemId" uuid'],
    ]),
    decidedBy: toOne("Mediator", "decided_by_id"),
    ...columns("decidedAt"),
  },
};

/** How disputes are read that are decided together. */
export const swarmTypes: readonly ReadType[] = [
  membershipType,
  caseSwarmType,
  sharedFindingType,
  {
    name: "SharedEvidence",
    fields: { ...columns("reference", "slot", "side"), evidenceItem: toOne("EvidenceItem", '"itemId"') },
  },
];
