import { formatAmount } from "../../domain/money.js";
import type { ReadObject, SelectedField, Selection } from "../../persistence/read/selection.js";

/** What to read of an object: true for a value, an inner shape for an object or a list. */
export interface Shape {
  readonly [field: string]: true | Shape;
}

/** An inner shape of values alone. */
export const parts = (...names: readonly string[]): Shape =>
  Object.fromEntries(names.map((name) => [name, true] as const));

const line = parts("id", "position", "sku", "title", "variant", "category", "quantity");
const remedyItem: Shape = { ...parts("kind", "amount"), orderLine: parts("id", "title") };

/** What was said about a ruling after it was served. */
export const rulingNotes: Shape = {
  corrections: {
    ...parts("number", "reason", "correctedAt", "restartsAppeal", "appealableUntil"),
    changes: parts("path", "before", "after"),
    correctedBy: parts("id", "publicName"),
  },
  clarifications: {
    ...parts("side", "question", "requestedAt", "answer", "answeredAt"),
    answeredBy: parts("id", "publicName"),
  },
};

const sharedFinding: Shape = {
  ...parts("text", "hash", "decidedAt"),
  evidence: parts("reference", "slot", "side"),
};

/** What a dossier says of the dispute itself; each part as the viewer may see it. */
const dispute: Shape = {
  ...parts("id", "number", "status", "waitingOn", "deadlineAt", "level", "outcome", "reason", "finalReason"),
  ...parts("openedBy", "rulebookVersion", "openedAt", "updatedAt", "closedAt"),
  claim: { ...parts("remedy", "statement", "amendments", "amount"), items: remedyItem },
  refusal: parts("code", "statement", "refusedAt"),
  informationRequest: parts("question", "askedAt", "answerUntil", "answer", "answeredAt"),
  inadmissibility: {
    ...parts("ground", "statement", "clause", "declaredAt", "appealableUntil"),
    declaredBy: parts("id", "publicName"),
  },
  automaticOutcome: {
    ...parts("outcome", "reason", "rulebookVersion", "clause", "effects", "formulaTraces", "decidedAt"),
    ...parts("reviewableUntil"),
    awarded: remedyItem,
  },
  humanReview: {
    ...parts("side", "grounds", "statement", "status", "requestedAt", "decideUntil", "outcome", "reason"),
    ...parts("decidedAt"),
    decidedBy: parts("id", "publicName"),
  },
  swarm: {
    ...parts("addedAt", "findingCounts", "optOutUntil", "optedOutBy", "optedOutAt"),
    swarm: parts("id", "commonCause", "memberCount"),
    sharedFinding,
  },
  suspensions: parts("reason", "statement", "suspendedAt", "reviewAt", "endedAt"),
  reopenings: parts("ground", "statement", "reopenedBy", "reopenedAt", "closedAt", "outcome"),
  mergedInto: parts("id", "number"),
  mergedDisputes: parts("id", "number"),
  order: parts("id", "reference", "status", "purchasedAt", "approvedAt", "promisedAt", "total", "paid"),
  merchant: parts("id", "name", "city", "region"),
  shopper: parts("id", "displayName", "city", "region"),
  mediator: parts("id", "publicName"),
  lines: { ...line, ...parts("unitPrice", "discount", "freight", "paid", "freightPaid", "refunded") },
  rulings: {
    ...parts("id", "outcome", "reasons", "clauses", "issuedAt", "appealableUntil"),
    findings: {
      ...parts("text", "sources", "recordedAbsence", "absences"),
      evidence: parts("id", "slot", "side"),
      sharedFinding,
    },
    conclusions: parts("text", "clause", "rulebookVersion", "findingIndexes"),
    faultShares: parts("party", "basisPoints"),
    ruledRemedies: parts("kind", "costBearers", "formulaTrace"),
    remedies: remedyItem,
    mediator: parts("id", "publicName"),
    ...rulingNotes,
  },
  appeals: {
    ...parts("side", "grounds", "statement", "status", "filedAt", "answerUntil", "answer", "answeredAt"),
    ...parts("outcome", "reasons", "decidedAt"),
    orderLines: parts("id", "title"),
    evidence: parts("id", "slot", "side"),
    decidedBy: parts("id", "publicName"),
    ruling: parts("id"),
    newRuling: parts("id"),
  },
  obligations: {
    ...parts("id", "kind", "owner", "beneficiary", "condition", "status", "dueAt", "amount"),
    orderLine: parts("id", "title"),
  },
  evidenceRounds: {
    ...parts("number", "text", "demands", "requestedAt", "extendedBy", "completedBy", "waived", "absences"),
    ...parts("exchangedAt", "rebuttedBy"),
  },
};

/** The same as the compiler of reads takes it. */
export const disputeSelection: Selection = selectionOf(dispute);

/** A shape as the compiler of reads takes it. */
export function selectionOf(shape: Shape): SelectedField[] {
  return Object.entries(shape).map(([name, inner]) => ({
    name,
    key: name,
    args: {},
    selection: inner === true ? [] : selectionOf(inner),
  }));
}

const moneyFields: ReadonlySet<string> = new Set([
  ...[
    "after",
    "amount",
    "before",
    "discount",
    "freight",
    "freightPaid",
    "paid",
    "refunded",
    "total",
    "unitPrice",
  ],
]);

/** What was read, with amounts as money and without what the compiler added for itself. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const { $currency: currency, ...rest } = value as ReadObject;
  const entries = Object.entries(rest).map(([name, inner]) => {
    const isMoney = typeof currency === "string" && typeof inner === "string" && moneyFields.has(name);
    return [name, isMoney ? moneyOf(inner, currency) : plain(inner)] as const;
  });
  return Object.fromEntries(entries);
}

function moneyOf(minor: string, currency: string): { amount: string; currency: string } {
  return { amount: formatAmount({ minor: BigInt(minor), currency }), currency };
}
