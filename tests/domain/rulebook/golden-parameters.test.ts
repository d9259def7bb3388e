import { Role } from "../../../src/domain/access/viewer.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import type { Dispute, Offer } from "../../../src/domain/dispute/dispute.js";
import type { EvidenceSlot } from "../../../src/domain/rulebook/evidence-slot.js";
import { ruleOf } from "../../../src/domain/rulebook/reason.js";
import type { ReasonRule } from "../../../src/domain/rulebook/reason-rule.js";
import type { TimerRule } from "../../../src/domain/rulebook/timer-rule.js";
import { contextFor, opened, start, viewers } from "../dispute/support.js";
import { reasons, rulebook } from "./golden-cases.js";

/**
 * What the default rulebook says of each reason beyond what silence brings, read against reference.md 3.3, 3.9 and 3.10
 * line by line. Whoever changes a rule changes a line here.
 */
function table(text: string): string[][] {
  return text
    .trim()
    .split("\n")
    .map((row) => row.split("|").map((cell) => cell.trim()));
}

/** Reason, hours to answer, who proves it, days to open it and from when, where the goods may be, what is special. */
const limits = table(`
  CANCEL_BEFORE_SHIP              | 24                 | MERCHANT             | 90 PURCHASE          | NOT_SHIPPED          | fast 200.00
  COUNTERFEIT                     | 72                 | MERCHANT             | 180 DELIVERY         | IN_TRANSIT DELIVERED | human level 2
  COUPON_OR_GIFT_NOT_HONOURED     | 48                 | MERCHANT             | 90 DELIVERY          | anywhere             |
  DAMAGED_IN_TRANSIT              | 48                 | MERCHANT_AND_CARRIER | 90 DELIVERY          | anywhere             |
  EXCHANGE_SIZE_SPEC              | 48                 | NONE                 | 15 DELIVERY          | IN_TRANSIT DELIVERED |
  EXPIRED_OR_NEAR_DATE            | 48                 | MERCHANT             | 90 DELIVERY          | IN_TRANSIT DELIVERED | urgent
  FALSE_ADVERTISING               | 72                 | MERCHANT             | 180 DELIVERY         | IN_TRANSIT DELIVERED | human level 2
  FALSE_DISPATCH                  | 24                 | MERCHANT             | 90 PURCHASE          | anywhere             | fast 200.00
  FOOD_SAFETY                     | 72                 | MERCHANT             | 180 DELIVERY         | IN_TRANSIT DELIVERED | urgent human level 2
  FREIGHT_DISPUTE                 | 48                 | BOTH                 | 90 DELIVERY          | anywhere             |
  INVOICE_REFUSED                 | 48                 | MERCHANT             | 180 PURCHASE         | anywhere             |
  LATE_DISPATCH                   | 24                 | MERCHANT             | 90 PURCHASE          | anywhere             | fast 200.00
  LOST_IN_TRANSIT                 | 48                 | CARRIER              | 90 PROMISED_DELIVERY | IN_TRANSIT DELIVERED | fast 200.00
  MERCHANT_UNRESPONSIVE           | 24                 | NONE                 | 90 DELIVERY          | anywhere             |
  MISSING_OR_SHORT                | 48                 | SHOPPER              | 90 DELIVERY          | anywhere             |
  NOT_AS_DESCRIBED                | 48                 | MERCHANT             | 90 DELIVERY          | anywhere             |
  NOT_RECEIVED                    | 48 (24 perishable) | MERCHANT_AND_CARRIER | 90 PROMISED_DELIVERY | anywhere             | fast 200.00
  NO_REASON_RETURN                | 48                 | MERCHANT             | 7 DELIVERY           | IN_TRANSIT DELIVERED |
  OTHER                           | 48                 | BOTH                 | 90 DELIVERY          | anywhere             | recoded
  OUT_OF_STOCK_OR_REFUSES_TO_SHIP | 24                 | MERCHANT             | 90 PURCHASE          | anywhere             | fast 200.00
  OVERCHARGE_OR_DUPLICATE         | 24                 | PLATFORM             | 180 PURCHASE         | anywhere             | fast 200.00
  PRICE_PROTECTION                | 24                 | PLATFORM             | 30 PURCHASE          | anywhere             | fast 200.00
  PROMISE_BROKEN                  | 48                 | MERCHANT             | 90 DELIVERY          | anywhere             |
  QUALITY_DEFECT                  | 48                 | MERCHANT             | 180 DELIVERY         | anywhere             |
  REFUND_WITHHELD_AFTER_RETURN    | 24                 | MERCHANT             | 180 DELIVERY         | anywhere             | fast 200.00
  REFUSED_DELIVERY                | 48                 | BOTH                 | 90 DELIVERY          | IN_TRANSIT DELIVERED |
  RETURN_CONDITION_DISPUTE        | 48                 | MERCHANT             | 90 DELIVERY          | IN_TRANSIT DELIVERED | by MERCHANT
  SERVICE_REFUSED_OR_STALLED      | 24                 | MERCHANT             | 90 DELIVERY          | anywhere             |
  SIGNED_NOT_RECEIVED             | 48                 | CARRIER              | 90 DELIVERY          | IN_TRANSIT DELIVERED |
  SPOILED_PERISHABLE              | 24                 | MERCHANT             | 2 DELIVERY           | IN_TRANSIT DELIVERED | urgent human
  TRACKING_STALLED                | 48                 | CARRIER              | 90 PROMISED_DELIVERY | IN_TRANSIT DELIVERED | fast 200.00
  UNLICENSED_OR_UNLABELLED        | 48                 | MERCHANT             | 90 DELIVERY          | IN_TRANSIT DELIVERED |
  WARRANTY_REPAIR                 | 48                 | MERCHANT             | 180 DELIVERY         | IN_TRANSIT DELIVERED |
  WRONG_ITEM                      | 48                 | MERCHANT             | 90 DELIVERY          | anywhere             |
`);

/** Reason, what the merchant shows, what the shopper shows (? optional, / alternative), freight (- not refunded). */
const evidence = table(`
  CANCEL_BEFORE_SHIP              | PROOF_OF_SHIPMENT                     |                                                   | NONE      | NO_FREIGHT
  COUNTERFEIT                     | AUTHENTICITY_PROOF                    | EXPERT_REPORT/ PARTY_STATEMENT/                   | MERCHANT  | MERCHANT_AT_FAULT
  COUPON_OR_GIFT_NOT_HONOURED     | PLATFORM_RECORD                       | LISTING_SNAPSHOT                                  | NONE      | NO_FREIGHT -
  DAMAGED_IN_TRANSIT              | PHOTO_BEFORE_SHIPMENT                 | PHOTO_OF_ITEM PHOTO_OF_PACKAGE CARRIER_STATEMENT? | CARRIER   | DAMAGED_OR_LOST_IN_TRANSIT
  EXCHANGE_SIZE_SPEC              | PLATFORM_RECORD                       |                                                   | AS_AGREED | EXCHANGE_WITHOUT_FAULT -
  EXPIRED_OR_NEAR_DATE            | PLATFORM_RECORD                       | PHOTO_OF_ITEM                                     | MERCHANT  | MERCHANT_AT_FAULT
  FALSE_ADVERTISING               | PRODUCT_DESCRIPTION                   |                                                   | MERCHANT  | MERCHANT_AT_FAULT
  FALSE_DISPATCH                  | PROOF_OF_SHIPMENT WEIGHT_RECORD       |                                                   | NONE      | NO_FREIGHT
  FOOD_SAFETY                     | INSPECTION_REPORT LICENCE_KEY         | PHOTO_OF_ITEM                                     | MERCHANT  | MERCHANT_AT_FAULT
  FREIGHT_DISPUTE                 | RECEIPT                               | RECEIPT                                           | BY_FAULT  | BOTH_AT_FAULT
  INVOICE_REFUSED                 | INVOICE                               | COMMUNICATION_LOG                                 | NONE      | NO_FREIGHT -
  LATE_DISPATCH                   | PROOF_OF_SHIPMENT                     |                                                   | NONE      | NO_FREIGHT
  LOST_IN_TRANSIT                 | CARRIER_STATEMENT                     |                                                   | CARRIER   | DAMAGED_OR_LOST_IN_TRANSIT
  MERCHANT_UNRESPONSIVE           |                                       |                                                   | NONE      | NO_FREIGHT
  MISSING_OR_SHORT                | WEIGHT_RECORD                         | VIDEO_UNBOXING PHOTO_OF_PACKAGE                   | MERCHANT  | MERCHANT_AT_FAULT
  NOT_AS_DESCRIBED                | LISTING_SNAPSHOT                      | PHOTO_OF_ITEM                                     | MERCHANT  | MERCHANT_AT_FAULT
  NOT_RECEIVED                    | PROOF_OF_DELIVERY DELIVERY_SIGNATURE? | PARTY_STATEMENT                                   | NONE      | NO_FREIGHT
  NO_REASON_RETURN                | POLICY_DISCLOSURE INSPECTION_REPORT?  |                                                   | SHOPPER   | NO_REASON_RETURN -
  OTHER                           |                                       | PARTY_STATEMENT                                   | BY_FAULT  | BOTH_AT_FAULT
  OUT_OF_STOCK_OR_REFUSES_TO_SHIP | PLATFORM_RECORD                       | COMMUNICATION_LOG                                 | NONE      | NO_FREIGHT
  OVERCHARGE_OR_DUPLICATE         |                                       |                                                   | NONE      | NO_FREIGHT
  PRICE_PROTECTION                | PRICE_PROOF                           |                                                   | NONE      | NO_FREIGHT -
  PROMISE_BROKEN                  | PROOF_OF_DELIVERY                     | LISTING_SNAPSHOT                                  | MERCHANT  | MERCHANT_AT_FAULT
  QUALITY_DEFECT                  | INSPECTION_REPORT                     | PHOTO_OF_ITEM                                     | MERCHANT  | MERCHANT_AT_FAULT
  REFUND_WITHHELD_AFTER_RETURN    | INSPECTION_REPORT                     |                                                   | MERCHANT  | MERCHANT_AT_FAULT
  REFUSED_DELIVERY                | RETURN_RECEIPT INSPECTION_REPORT      | DELIVERY_PHOTO                                    | BY_FAULT  | BOTH_AT_FAULT -
  RETURN_CONDITION_DISPUTE        | WAREHOUSE_VIDEO WEIGHT_RECORD         | PHOTO_OF_PACKAGE                                  | BY_FAULT  | BOTH_AT_FAULT -
  SERVICE_REFUSED_OR_STALLED      | COMMUNICATION_LOG                     |                                                   | MERCHANT  | MERCHANT_AT_FAULT
  SIGNED_NOT_RECEIVED             | PROOF_OF_DELIVERY DELIVERY_PHOTO      | PARTY_STATEMENT                                   | CARRIER   | DAMAGED_OR_LOST_IN_TRANSIT
  SPOILED_PERISHABLE              | PLATFORM_RECORD                       | PHOTO_OF_ITEM                                     | NONE      | NO_FREIGHT
  TRACKING_STALLED                | CARRIER_STATEMENT                     |                                                   | CARRIER   | DAMAGED_OR_LOST_IN_TRANSIT
  UNLICENSED_OR_UNLABELLED        | PLATFORM_RECORD                       | PHOTO_OF_ITEM                                     | MERCHANT  | MERCHANT_AT_FAULT
  WARRANTY_REPAIR                 | SERVICE_RECORD                        | DEFECT_DIAGNOSIS                                  | MERCHANT  | MERCHANT_AT_FAULT
  WRONG_ITEM                      | PHOTO_BEFORE_SHIPMENT                 | PHOTO_OF_ITEM                                     | MERCHANT  | MERCHANT_AT_FAULT
`);

/** Hours, and by how many they can be extended once. */
const timers = table(`
  offer               | 72
  requestIntervention | 168
  assignment          | 24
  evidence            | 48 + 48
  rebuttal            | 24
  proposal            | 48
  decisionLevel1      | 72
  decisionLevel2      | 120
  decisionLevel3      | 168
  appealWindow        | 168
  appealWindowUrgent  | 48
  appealDecision      | 168
  reopening           | 720
  finance             | 48
  suspensionReview    | 168
  payment             | 24
  shipReturn          | 168
  inspectReturn       | 72
  shipReplacement     | 48
  repair              | 360
  otherAct            | 168
  performanceReview   | 720
`);

/** Situation, who pays first, who bears the way out, who bears the way back. */
const freight = table(`
  NO_REASON_RETURN                 | SHOPPER   | MERCHANT  | SHOPPER
  NO_REASON_RETURN_FREIGHT_CHARGED | SHOPPER   | SHOPPER   | SHOPPER
  MERCHANT_AT_FAULT                | MERCHANT  | MERCHANT  | MERCHANT
  DAMAGED_OR_LOST_IN_TRANSIT       | MERCHANT  | CARRIER   | CARRIER
  DELIVERY_REFUSED_WITHOUT_CAUSE   | MERCHANT  | SHOPPER   | SHOPPER
  RETURN_REFUSED_BY_MERCHANT       | PLATFORM  | MERCHANT  | MERCHANT
  BOTH_AT_FAULT                    | EACH_OWN  | BY_FAULT  | BY_FAULT
  EXCHANGE_WITHOUT_FAULT           | SHOPPER   | MERCHANT  | SHOPPER
  NOT_PROVEN                       | EACH_OWN  | AS_AGREED | AS_AGREED
  REPLACEMENT_WRONG_AGAIN          | MERCHANT  | MERCHANT  | MERCHANT
`);

function specialOf(rule: ReasonRule): string {
  const { urgent, humanOnly, mustBeRecoded, openedBy, levelFloor, fastTrackAmount } = rule;
  const fast = fastTrackAmount["CNY"];
  return [
    ...(urgent ? ["urgent"] : []),
    ...(humanOnly ? ["human"] : []),
    ...(mustBeRecoded ? ["recoded"] : []),
    ...(openedBy === "SHOPPER" ? [] : [`by ${openedBy}`]),
    ...(levelFloor === 1 ? [] : [`level ${levelFloor}`]),
    ...(fast === undefined ? [] : [`fast ${fast}`]),
  ].join(" ");
}

function limitsOf(rule: ReasonRule): string[] {
  const { merchantResponseHours, merchantResponseHoursPerishable, window, goodsStatus } = rule;
  const perishable =
    merchantResponseHoursPerishable === null ? "" : ` (${merchantResponseHoursPerishable} perishable)`;
  return [
    rule.code,
    `${merchantResponseHours}${perishable}`,
    rule.burdenOfProof,
    `${window.days} ${window.from}`,
    goodsStatus.length === 3 ? "anywhere" : goodsStatus.join(" "),
    specialOf(rule),
  ];
}

const marks = { MANDATORY: "", OPTIONAL: "?", ALTERNATIVE: "/" } as const;
const slotsOf = (slots: readonly EvidenceSlot[]): string =>
  slots.map(({ type, level }) => `${type}${marks[level]}`).join(" ");

function evidenceOf(rule: ReasonRule): string[] {
  const situation = `${rule.freightSituation}${rule.freightRefundable ? "" : " -"}`;
  return [
    rule.code,
    slotsOf(rule.merchantEvidence),
    slotsOf(rule.shopperEvidence),
    rule.freightBearer,
    situation,
  ];
}

describe("the parameters of the default rulebook", () => {
  const rules = Object.values(rulebook.reasons);
  const clocks = Object.entries(rulebook.timers) as [string, TimerRule][];

  it("are those of the tables, for every reason", () => {
    expect(rules.map(limitsOf)).toEqual(limits);
    expect(rules.map(evidenceOf)).toEqual(evidence);
  });

  it("are those of the tables, for every timer and every row of the freight matrix", () => {
    const hours = clocks.map(([name, { hours: once, extensionHours }]) => {
      return [name, extensionHours === 0 ? String(once) : `${once} + ${extensionHours}`];
    });
    expect(hours).toEqual(timers);
    const rows = rulebook.freightMatrix.map((row) => [
      row.situation,
      row.paysFirst,
      row.outbound,
      row.return,
    ]);
    expect(rows).toEqual(freight);
  });

  it("count elapsed time, and cap what is no clock", () => {
    const bases = [
      ...clocks.map(([, { basis }]) => basis),
      ...rules.map(({ merchantResponseBasis }) => merchantResponseBasis),
    ];
    expect(new Set(bases)).toEqual(new Set(["ELAPSED"]));
    expect(rulebook.limits).toEqual({
      claimAmendments: 3,
      attemptsPerLine: 5,
      evidenceRounds: 2,
      informationHours: 48,
      appealAnswerHours: 48,
      evidenceItemsPerSlot: 10,
      suspensions: 12,
      reopenings: 1,
      compensationBasisPoints: 3000,
      offerCompensationBasisPoints: null,
      secondReviewAbove: {},
      secondReviewHumanOnly: false,
      rulingDrafts: 50,
    });
    expect(rulebook.authority.map(({ amounts }) => amounts["CNY"])).toEqual([
      "5000.00",
      "50000.00",
      undefined,
    ]);
  });
});

const lastWord: Offer = {
  ...{ id: "offer", side: "SHOPPER", status: "EXPIRED", terms: [], termsHash: "hash", message: null },
  ...{ madeAt: start, expiresAt: start, decidedAt: start },
};

describe("the shopper's silence under the default rulebook", () => {
  it.each(reasons)("ends the dispute, unless the shopper spoke last: $reason", ({ reason, remedies }) => {
    const rule = ruleOf(rulebook, reason);
    const context = { ...contextFor(viewers[Role.SYSTEM]), rulebook, rule };
    for (const remedy of remedies) {
      const claimed = opened();
      const claim = { ...claimed.claim, remedy };
      const refused: Dispute = { ...claimed, reason, claim, status: "NEGOTIATING", deadlineAt: start };
      const silent = decide({ action: "END_NEGOTIATION" }, refused, context);
      expect(silent).toMatchObject({ event: { after: { status: "CLOSED", outcome: "LAPSED" } } });
      const spoke = decide({ action: "END_NEGOTIATION" }, { ...refused, offers: [lastWord] }, context);
      expect(spoke).toMatchObject({ event: { after: { status: "QUEUED", outcome: null } } });
    }
  });
});
