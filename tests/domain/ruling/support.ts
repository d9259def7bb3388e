import { noReview } from "../../../src/domain/dispute/human-review.js";
import { noEvidence } from "../../../src/domain/evidence/dispute-evidence.js";
import { noDesk } from "../../../src/domain/dispute/desk.js";
import { noAppeals } from "../../../src/domain/ruling/appeal.js";
import { noNotes } from "../../../src/domain/ruling/correction.js";
import { noClock } from "../../../src/domain/dispute/dispute-clock.js";
import type { Dispute } from "../../../src/domain/dispute/dispute.js";
import type { Case, CaseLine } from "../../../src/domain/rulebook/case.js";
import type { ConditionLanguage } from "../../../src/domain/rulebook/condition.js";
import type { ReasonRule } from "../../../src/domain/rulebook/reason-rule.js";

export const now = new Date("2026-11-20T00:00:00.000Z");

/** A line that cost 100.00, was sold for 90.00, and 10.00 to send. */
export const line: CaseLine = {
  orderLineId: "line-1",
  merchantId: "merchant-1",
  quantity: 2,
  priceMinor: 100_00n,
  paidMinor: 90_00n,
  freightPaidMinor: 10_00n,
  refundedMinor: 0n,
  attempts: 0,
  openDisputeNumber: null,
  perishable: false,
  category: "lamps",
  promises: [
    { kind: "FREE_RETURN", until: null },
    { kind: "PRICE_PROTECTION", until: new Date("2026-11-01T00:00:00.000Z") },
  ],
  shipBy: new Date("2026-10-22T00:00:00.000Z"),
  earlierDisputes: 1,
};

/** A rule that allows everything and recommends nothing. */
export const rule: ReasonRule = {
  code: "QUALITY_DEFECT",
  title: { en: "Defect", zh: "质量问题" },
  clause: "R-QUALITY_DEFECT",
  merchantResponseHours: 48,
  merchantResponseHoursPerishable: 24,
  merchantResponseBasis: "ELAPSED",
  merchantResponseExtensionHours: 0,
  onMerchantSilence: ["RETURN"],
  burdenOfProof: "SHOPPER",
  onShopperSilence: "LAPSE",
  burdenRules: [],
  merchantEvidence: [],
  shopperEvidence: [],
  remedies: ["REFUND", "RETURN_AND_REFUND", "REFUND_FREIGHT", "COMPENSATION", "EXCHANGE"],
  freightBearer: "MERCHANT",
  freightSituation: "MERCHANT_AT_FAULT",
  freightRefundable: true,
  compensation: null,
  window: { from: "DELIVERY", days: 30 },
  goodsStatus: ["DELIVERED"],
  urgent: false,
  humanOnly: false,
  mustBeRecoded: false,
  openedBy: "SHOPPER",
  fastTrackAmount: {},
  levelFloor: 1,
  recommendations: [],
};

export const dispute: Dispute = {
  id: "dispute-1",
  number: "D-2026-0000001",
  orderId: "order-1",
  merchantId: "merchant-1",
  shopperId: "shopper-1",
  mediatorId: null,
  desk: noDesk,
  currency: "CNY",
  status: "IN_REVIEW",
  waitingOn: "PLATFORM",
  deadlineAt: new Date("2026-11-22T00:00:00.000Z"),
  level: 2,
  suspendedFrom: null,
  suspensions: [],
  reopenings: [],
  mergedIntoId: null,
  outcome: null,
  reason: "QUALITY_DEFECT",
  finalReason: null,
  claim: {
    remedy: "RETURN_AND_REFUND",
    items: [{ kind: "RETURN_AND_REFUND", orderLineId: "line-1", amountMinor: 60_00n }],
    statement: "It does not shine.",
    amendments: 0,
  },
  refusal: null,
  inadmissibility: null,
  swarm: null,
  informationRequest: null,
  ...noAppeals,
  ...noReview,
  ...noNotes,
  queue: null,
  proposals: [],
  offers: [],
  ruling: null,
  obligations: [],
  evidence: noEvidence,
  rulebookVersion: "2026-11",
  adjustments: [],
  clock: noClock,
  perishable: false,
  openedBy: "SHOPPER",
  openedAt: new Date("2026-11-10T12:00:00.000Z"),
  updatedAt: now,
  closedAt: null,
  version: 3,
};

/** What {@link caseOf} may change. */
export interface CaseChange extends Partial<Omit<Case, "rule" | "dispute" | "order">> {
  readonly rule?: Partial<ReasonRule>;
  readonly dispute?: Partial<Dispute> | null;
  readonly order?: Partial<Case["order"]>;
}

/** A defect of a lamp that came six days late; or what differs. */
export function caseOf({ rule: ruleChange, dispute: change, order, ...rest }: CaseChange = {}): Case {
  return {
    rule: { ...rule, ...ruleChange },
    currency: "CNY",
    claim: dispute.claim,
    openedBy: "SHOPPER",
    lines: [line],
    order: {
      purchasedAt: new Date("2026-10-20T00:00:00.000Z"),
      promisedAt: new Date("2026-10-25T00:00:00.000Z"),
      shipments: [
        {
          handedOverAt: new Date("2026-10-23T06:00:00.000Z"),
          deliveredAt: new Date("2026-10-31T01:00:00.000Z"),
          hasTrackingNumber: true,
          lastScanAt: new Date("2026-10-31T01:00:00.000Z"),
        },
      ],
      reviewScores: [5, 2],
      ...order,
    },
    dispute: change === null ? null : { ...dispute, ...change },
    now,
    ...rest,
  };
}

/** A language whose conditions are the names of facts; `!` before a name turns it around. */
export const language: ConditionLanguage = {
  check: () => null,
  evaluate: (source, facts) => {
    const name = source.replace("!", "");
    const value = facts[name];
    return value === undefined ? { missing: [name] } : { value: (value === true) !== source.startsWith("!") };
  },
};

export const rulebook = {
  version: "2026-11",
  limits: {
    evidenceRounds: 2,
    informationHours: 48,
    appealAnswerHours: 48,
    evidenceItemsPerSlot: 10,
    suspensions: 12,
    reopenings: 1,
    claimAmendments: 3,
    attemptsPerLine: 5,
    compensationBasisPoints: 3_000,
    offerCompensationBasisPoints: 3_000,
    secondReviewAbove: {},
    secondReviewHumanOnly: false,
    rulingDrafts: 50,
  },
};
