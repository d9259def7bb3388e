import { otherSide, Role, sideOf, type Viewer } from "../../access/viewer.js";
import type { DisputeAction } from "../../dispute/action.js";
import type { Command } from "../../dispute/command.js";
import type { DecisionContext } from "../../dispute/decision.js";
import { openOfferOf, type MediatorFacts } from "../../dispute/guards.js";
import { pendingReviewOf } from "../../dispute/human-review.js";
import { openProposalOf } from "../../dispute/proposal.js";
import { DisputeStatus, OfferStatus, type Dispute } from "../../dispute/dispute.js";
import type { ClaimableLine, OrderFacts } from "../../dispute/eligibility.js";
import type { EvidenceDemand } from "../../evidence/dispute-evidence.js";
import { isMoneyRemedy, type RemedyItem, type RemedyKind } from "../../dispute/remedy.js";
import { addHours } from "../../time.js";
import { GoodsStatus, type ReasonRule } from "../reason-rule.js";
import type { Rulebook } from "../rulebook.js";
import { sampleCorrections } from "./sample-correction.js";

/** When the samples are opened; any instant would do. */
export const sampleStart = new Date("2000-01-02T00:00:00.000Z");

const ids = { order: "order", line: "line", shopper: "shopper", merchant: "merchant", mediator: "mediator" };

/** The two sides, a mediator of the highest level, and another who only decides appeals. */
export const sampleActors = {
  shopper: { role: Role.SHOPPER, id: ids.shopper, merchantId: null },
  merchant: { role: Role.MERCHANT_AGENT, id: "agent", merchantId: ids.merchant },
  mediator: { role: Role.SENIOR_MEDIATOR, id: ids.mediator, merchantId: null },
  second: { role: Role.SENIOR_MEDIATOR, id: "second", merchantId: null },
} as const satisfies Record<string, Viewer>;

const mediatorFacts: MediatorFacts = {
  id: ids.mediator,
  level: 3,
  capacity: 1,
  openCases: 0,
  certifiedReasons: [],
  certifications: [],
  languages: [],
  offShiftSince: null,
  relatedMerchantIds: [],
};

/** A line for which enough was paid that no ceiling is 0 by rounding. */
export const sampleLine: ClaimableLine = {
  orderLineId: ids.line,
  merchantId: ids.merchant,
  quantity: 1,
  priceMinor: 1_000_000n,
  paidMinor: 1_000_000n,
  freightPaidMinor: 10_000n,
  refundedMinor: 0n,
  attempts: 0,
  openDisputeNumber: null,
  perishable: false,
  withdrawals: 0,
  decidedReasons: [],
  category: null,
  promises: [],
};

const CURRENCY = "CNY";

/** An order whose goods are where the reason supposes them to be. */
function sampleOrder({ goodsStatus: [goods] }: ReasonRule): OrderFacts {
  const handedOverAt = sampleStart;
  const deliveredAt = goods === GoodsStatus.DELIVERED ? sampleStart : null;
  return {
    id: ids.order,
    shopperId: ids.shopper,
    currency: CURRENCY,
    purchasedAt: addHours(sampleStart, -1),
    promisedAt: sampleStart,
    shipments: goods === GoodsStatus.NOT_SHIPPED ? [] : [{ handedOverAt, deliveredAt }],
  };
}

function item(kind: RemedyKind, amountMinor: bigint): RemedyItem {
  return { kind, orderLineId: ids.line, amountMinor: isMoneyRemedy(kind) ? amountMinor : 0n };
}

const sampleAppeal = {
  grounds: ["FACT_ERROR"],
  statement: "sample",
  orderLineIds: [],
  evidenceItemIds: [],
} as const;

/** Whatever else is decided leads to the same ends; a remitted case is heard as the first time, once. */
const sampleDecision: Command = {
  action: "DECIDE_APPEAL",
  outcome: "UPHELD",
  reasons: "sample",
  ruling: null,
  remittal: null,
};

const sampleReviews: readonly Command[] = [
  { action: "DECIDE_HUMAN_REVIEW", outcome: "UPHELD", reason: "sample" },
  { action: "DECIDE_HUMAN_REVIEW", outcome: "OVERTURNED", reason: "sample" },
];

const sampleDemand: EvidenceDemand = { side: "SHOPPER", slot: "OTHER", level: "OPTIONAL" };

/** The opening of a dispute for a reason, with a remedy that it allows. */
export function sampleOpening(rule: ReasonRule, remedy: RemedyKind): Command<"OPEN_DISPUTE"> {
  return {
    action: "OPEN_DISPUTE",
    adjustments: [],
    number: "sample",
    order: sampleOrder(rule),
    lines: [sampleLine],
    remedy,
    statement: "sample",
    items: [item(remedy, 1n)],
    records: [],
  };
}

/** The context of a decision on a sample; ids count up. */
export function sampleContext(rulebook: Rulebook, rule: ReasonRule) {
  let made = 0;
  return (viewer: Viewer, now: Date): DecisionContext => ({
    now,
    viewer,
    rulebook,
    rule,
    lines: [sampleLine],
    mediator: mediatorFacts,
    newId: () => `sample-${(made += 1)}`,
    hash: () => "sample",
  });
}

/** Good commands of an action on a sample: what each action needs to be told to be accepted, if it can be. */
export function sampleCommands(rulebook: Rulebook, rule: ReasonRule) {
  const small = [item("PARTIAL_REFUND", 1n)];
  const plain: Partial<Record<DisputeAction, Command>> = {
    ACCEPT_CLAIM: { action: "ACCEPT_CLAIM" },
    REFUSE_CLAIM: { action: "REFUSE_CLAIM", code: "OTHER", statement: "sample" },
    REQUEST_INFORMATION: { action: "REQUEST_INFORMATION", question: "sample" },
    PROVIDE_INFORMATION: { action: "PROVIDE_INFORMATION", answer: "sample" },
    MAKE_OFFER: { action: "MAKE_OFFER", terms: small, message: null },
    REQUEST_INTERVENTION: { action: "REQUEST_INTERVENTION", statement: null },
    CLAIM_NEXT_CASE: { action: "CLAIM_NEXT_CASE" },
    CLOSE_SUBMISSIONS: { action: "CLOSE_SUBMISSIONS", reason: "sample" },
    REQUEST_EVIDENCE: { action: "REQUEST_EVIDENCE", text: "sample", demands: [sampleDemand] },
    COMPLETE_EVIDENCE: { action: "COMPLETE_EVIDENCE" },
    REBUT_EVIDENCE: { action: "REBUT_EVIDENCE", statement: null },
    APPEAL_RULING: { action: "APPEAL_RULING", ...sampleAppeal },
    ANSWER_APPEAL: { action: "ANSWER_APPEAL", answer: "sample" },
    WITHDRAW_APPEAL: { action: "WITHDRAW_APPEAL" },
    WAIVE_APPEAL: { action: "WAIVE_APPEAL" },
    REQUEST_HUMAN_REVIEW: { action: "REQUEST_HUMAN_REVIEW", grounds: ["OTHER"], statement: "sample" },
    PROPOSE_SETTLEMENT: { action: "PROPOSE_SETTLEMENT", terms: small, explanation: "sample" },
    STATE_SEALED_LIMIT: { action: "STATE_SEALED_LIMIT", settledMinor: 1n },
    WITHDRAW_DISPUTE: { action: "WITHDRAW_DISPUTE" },
  };
  const mistyped = [item("REFUND", 1n)];
  const rulings = [sampleRuling(rulebook, rule, mistyped), sampleRuling(rulebook, rule, [])];
  const made: { readonly [Action in DisputeAction]?: CommandsFor } = {
    DECIDE_APPEAL: () => [sampleDecision],
    DECIDE_HUMAN_REVIEW: () => sampleReviews,
    ISSUE_RULING: () => rulings,
    CORRECT_RULING: sampleCorrections,
    SUSPEND_DISPUTE: suspensions,
    AMEND_CLAIM: amendments,
    ACCEPT_OFFER: answers("ACCEPT_OFFER"),
    DECLINE_OFFER: answers("DECLINE_OFFER"),
    ACCEPT_PROPOSAL: onProposal("ACCEPT_PROPOSAL"),
    DECLINE_PROPOSAL: onProposal("DECLINE_PROPOSAL"),
    RETRACT_PROPOSAL: onProposal("RETRACT_PROPOSAL"),
  };
  return (action: DisputeAction, dispute: Dispute, viewer: Viewer): readonly Command[] => {
    const decidesAppeals = viewer.id === sampleActors.second.id;
    if (decidesAppeals !== (action === "DECIDE_APPEAL")) return [];
    if (shownElsewhere[action]?.(dispute, viewer) === true) return [];
    const command = plain[action];
    return made[action]?.(dispute, viewer) ?? (command === undefined ? [] : [command]);
  };
}

type CommandsFor = (dispute: Dispute, viewer: Viewer) => readonly Command[];

/** Each status is held once, in the plainest of its shapes: all others go on in the same way. */
function suspensions(dispute: Dispute): Command[] {
  const { level, offers, evidence } = dispute;
  const halfDone = evidence.rounds.some(({ completedBy }) => completedBy.length > 0);
  if (level > 1 || offers.length > 0 || halfDone || isAppealed(dispute) || isReviewed(dispute)) return [];
  return [{ action: "SUSPEND_DISPUTE", reason: "INSPECTION", statement: "sample", reviewAt: null }];
}

/** What the sides agree on while a person looks at what the clock decided is what they could agree on before. */
function isReviewed(dispute: Dispute): boolean {
  return pendingReviewOf(dispute) !== null;
}

/** What is offered after an appeal or a waiver leads where the same leads before. */
function isAppealed({ appeals, appealWaivedBy }: Dispute): boolean {
  return appeals.length + appealWaivedBy.length > 0;
}

/**
 * An appeal by the one side shows all that the other's would, and the level that ruled makes no difference to where it
 * leads.
 */
function bearsOnTheEnd({ status, level, offers, ruling }: Dispute, { role }: Viewer): boolean {
  const open = offers.some((offer) => offer.status === "OPEN");
  const plain = status === "RULED" && level === 1 && !open;
  return plain && ruling?.outcome !== "NOT_PROVEN" && role === Role.SHOPPER;
}

/** Asks for more, which starts the merchant's clock anew. */
function amendments({ claim: { remedy, items } }: Dispute): Command[] {
  const more = items.map(({ amountMinor }) => item(remedy, amountMinor + 1n));
  return [{ action: "AMEND_CLAIM", remedy, statement: "sample", items: more }];
}

function answers(action: "ACCEPT_OFFER" | "DECLINE_OFFER"): CommandsFor {
  return (dispute, { role }) => {
    const side = sideOf(role);
    const offer = side === null ? null : openOfferOf(dispute, otherSide(side));
    return offer === null ? [] : [{ action, offerId: offer.id, termsHash: offer.termsHash }];
  };
}

function onProposal(action: "ACCEPT_PROPOSAL" | "DECLINE_PROPOSAL" | "RETRACT_PROPOSAL"): CommandsFor {
  return (dispute) => {
    const proposal = openProposalOf(dispute);
    if (proposal === null) return [];
    return [{ action, proposalId: proposal.id, termsHash: proposal.termsHash }];
  };
}

function bearsNothing(dispute: Dispute, viewer: Viewer): boolean {
  return !bearsOnTheEnd(dispute, viewer);
}

/** Where an action is proved without: beside other ways to end it would only multiply the samples. */
const shownElsewhere: {
  readonly [Action in DisputeAction]?: (dispute: Dispute, viewer: Viewer) => boolean;
} = {
  APPEAL_RULING: bearsNothing,
  WAIVE_APPEAL: bearsNothing,
  // What the two agree on while a dispute is held, or after an appeal, is what they could agree on before.
  MAKE_OFFER: (dispute) =>
    dispute.status === DisputeStatus.PROPOSED ||
    dispute.suspendedFrom !== null ||
    isAppealed(dispute) ||
    isReviewed(dispute),
  STATE_SEALED_LIMIT: (dispute) => dispute.status !== DisputeStatus.QUEUED || isReviewed(dispute),
  // A proposal leads to the same ends at every level.
  PROPOSE_SETTLEMENT: ({ level, offers }) =>
    level > 1 || offers.some((offer) => offer.status === OfferStatus.OPEN),
};

function sampleRuling(rulebook: Rulebook, rule: ReasonRule, remedies: readonly RemedyItem[]): Command {
  const other = Object.values(rulebook.reasons).find(({ mustBeRecoded }) => !mustBeRecoded);
  return {
    action: "ISSUE_RULING",
    outcome: remedies.length === 0 ? "NOT_PROVEN" : "RULED_FOR_SHOPPER",
    findings: [{ text: "sample", sources: ["ORDER_RECORD"], recordedAbsence: null }],
    reasons: "sample",
    clauses: Object.keys(rulebook.clauses).slice(0, 1),
    faultShares: [],
    remedies,
    finalReason: rule.mustBeRecoded ? (other?.code ?? null) : null,
  };
}
