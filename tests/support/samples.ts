import { randomUUID } from "node:crypto";
import type { GraphQLNamedType } from "graphql";
import type { NodeTypeName } from "../../src/persistence/read/selection.js";
import type { CaseIds } from "./hidden-world.js";
import type { Sampler } from "./schema-walk.js";

/** The type of object that an id names, by the last word of its place; the places of `node` take any. */
const idTypes: Readonly<Record<string, NodeTypeName>> = {
  "dispute.id": "Dispute",
  "order.id": "Order",
  "node.id": "Dispute",
  "nodes.ids": "Dispute",
  "simulation.id": "RulebookSimulation",
  simulationId: "RulebookSimulation",
  dossierId: "Dossier",
  disputeId: "Dispute",
  mergedDisputeId: "Dispute",
  otherDisputeId: "Dispute",
  evidenceItemIds: "EvidenceItem",
  feedbackId: "RuleFeedback",
  fileId: "EvidenceFile",
  fileIds: "EvidenceFile",
  itemId: "EvidenceItem",
  mediatorId: "Mediator",
  merchantId: "Merchant",
  offerId: "Offer",
  partyId: "Merchant",
  personId: "Shopper",
  proposalId: "Proposal",
  orderLineId: "OrderLine",
  orderLineIds: "OrderLine",
  orderLines: "OrderLine",
  draftId: "RulebookVersion",
  rulebookId: "RulebookVersion",
  "rulebookVersion.id": "RulebookVersion",
  "rulebookDiff.from": "RulebookVersion",
  "rulebookDiff.to": "RulebookVersion",
  sharedFindingOf: "CaseSwarm",
  shopperId: "Shopper",
  swarmId: "CaseSwarm",
};

/** Texts that name an object, which must not tell a stranger whether it exists. */
export const nameSlots: Readonly<Record<string, (of: CaseIds) => string>> = {
  "dispute.number": ({ number }) => number,
  "order.reference": ({ reference }) => reference,
  "rulebookVersion.version": ({ number }) => number,
};

/** Whom a mediator declares a relation to is not looked up at all, so nobody is told whether they exist. */
export const untold: ReadonlySet<string> = new Set([
  "declareRelation.input.partyId",
  "endRelation.input.partyId",
]);

/**
 * Places beside ids of one's own that cannot be asked about twice. Mediators know each other: a case of one's own may go to
 * any of them, and is theirs then. A call about many asks one's own side for evidence at once; bulk.test.ts looks at strangers.
 */
export const askedOnce: ReadonlySet<string> = new Set([
  "bulkRequestEvidence.input.disputes.disputeId",
  "bulkTransfer.input.mediatorId",
  "removeFromCaseSwarm.input.disputes.disputeId",
  "transferCase.input.mediatorId",
]);

/** Texts that name nothing, by the last word of their place. */
export const texts: Readonly<Record<string, string>> = {
  after: "",
  before: "",
  search: "lamp", // of lists
  clientMutationId: "isolation",
  answer: "Thank you.",
  question: "Which side?",
  clause: "R-NOT_RECEIVED",
  instead: "Otherwise.",
  wrong: "Unclear.",
  code: "FLOOD",
  commonCause: "One lot leaks.",
  contentType: "text/plain",
  timeZone: "UTC",
  name: "2026-Q4",
  sample: "2026-Q4",
  en: "Hello.",
  zh: "你好。",
  filename: "note.txt",
  sha256: "00".repeat(32),
  country: "BR",
  currency: "CNY",
  publicName: "Kim",
  reasonGroup: "FOOD",
  certifiedReasons: "OTHER",
  languages: "zh",
  region: "Region",
  zone: "UTC",
  holidays: "2026-12-25",
  clauses: "R-NOT_RECEIVED",
  divergenceReason: "Because.",
  explanation: "Meet half-way.",
  finalReason: "NOT_RECEIVED",
  reason: "NOT_RECEIVED",
  lateGround: "It came by sea.",
  message: "Hello.",
  narrative: "It arrived open.",
  note: "Ask about the box.",
  steps: "EVIDENCE_ROUND_1",
  reasons: "Because.",
  recordedAbsence: "None.",
  slot: "OTHER",
  source: "version: 1",
  statement: "Why?",
  text: "Hello.",
  termsHash: "00",
  // Rules are open to everybody.
  version: "2026-11",
  rulebookVersion: "2026-11",
  shippedVersion: "2026-11",
};

/** Values by place, by last word, or by type. */
const choices: Readonly<Record<string, unknown>> = {
  "sendMessage.input.channel": "PARTIES",
  "openDispute.input.remedy": "REFUND",
  "eligibility.remedy": "REFUND",
  "estimateRemedy.remedy": "REFUND",
  basisPoints: 10_000,
  Decimal: "1.00",
  Int: 1,
  Boolean: true,
  DateTime: "2026-11-22T06:00:00.000Z",
  Float: 1,
};

/** The last word of a place. */
export const lastOf = (path: string) => path.slice(path.lastIndexOf(".") + 1);

/** The type of object that the id at a place names. @throws for a place that nobody thought of */
export function idTypeAt(path: string): NodeTypeName {
  const type = idTypes[path] ?? idTypes[lastOf(path)];
  if (type === undefined) throw new Error(`No sample for the id at ${path}: add its type to idTypes.`);
  return type;
}

/** Fills every place; ids come from `id`. */
export function sampler(id: (path: string) => unknown): Sampler {
  return (path: string, type: GraphQLNamedType) => {
    if (type.name === "ID") return id(path);
    if (path in nameSlots) return id(path);
    const fixed = choices[path] ?? choices[lastOf(path)] ?? choices[type.name];
    if (type.name !== "String") return fixed;
    // A key of its own for every call: what one call did is no answer to another.
    if (lastOf(path) === "clientMutationId") return randomUUID();
    const text = texts[lastOf(path)];
    if (text === undefined)
      throw new Error(`No sample for the text at ${path}: add it to texts or nameSlots.`);
    return text;
  };
}

/** What names the object of a case at a place: its id, or the name that people use. */
export const idOf = (of: CaseIds, path: string) => nameSlots[path]?.(of) ?? of.ids[idTypeAt(path)];
