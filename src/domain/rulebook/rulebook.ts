import type { ClockBasis } from "../clock/counted-time.js";
import type { RemedyKind } from "../dispute/remedy.js";
import type { EvidenceType } from "../evidence/evidence-type.js";
import type { RulingOutcome } from "../ruling/ruling.js";

/** A text in the languages that the platform publishes its rules in. */
export interface LocalisedText {
  readonly en: string;
  readonly zh: string;
}

/** One numbered rule that automatic acts and rulings cite by its `code`. */
export interface Clause {
  readonly code: string;
  readonly title: LocalisedText;
  readonly text: LocalisedText;
  /** The statute or platform agreement that the rule rests on; null where it is the platform's own. */
  readonly basis: LocalisedText | null;
}

/** What the platform does when the merchant does not answer in time; model.md transition 9. */
export const SilenceEffect = {
  COMPENSATE: "COMPENSATE",
  PLATFORM: "PLATFORM",
  REFUND: "REFUND",
  RETURN: "RETURN",
} as const;
export type SilenceEffect = (typeof SilenceEffect)[keyof typeof SilenceEffect];

/** What happens when the shopper lets the window to call the platform in pass; model.md transition 10. */
export const ShopperSilenceEffect = { LAPSE: "LAPSE", PLATFORM: "PLATFORM" } as const;
export type ShopperSilenceEffect = (typeof ShopperSilenceEffect)[keyof typeof ShopperSilenceEffect];

/** How much an evidence slot matters. Of the ALTERNATIVE slots of one side, one that is filled is enough. */
export const EvidenceLevel = {
  ALTERNATIVE: "ALTERNATIVE",
  MANDATORY: "MANDATORY",
  OPTIONAL: "OPTIONAL",
} as const;
export type EvidenceLevel = (typeof EvidenceLevel)[keyof typeof EvidenceLevel];

/** One line of the checklist of what a side hands in beyond the system's own records. */
export interface EvidenceSlot {
  readonly type: EvidenceType;
  readonly level: EvidenceLevel;
  /** What a good one shows; null where the type says it all. */
  readonly hint: LocalisedText | null;
}

/**
 * A condition in CEL (Common Expression Language) over the facts of a case, e.g. `daysSinceDelivery <= 180`. Its
 * variables are those of `conditionVariables`.
 */
export type Condition = string;

/** Who must prove the core fact first. */
export const BurdenOfProof = {
  BOTH: "BOTH",
  CARRIER: "CARRIER",
  MERCHANT: "MERCHANT",
  MERCHANT_AND_CARRIER: "MERCHANT_AND_CARRIER",
  NONE: "NONE",
  PLATFORM: "PLATFORM",
  SHOPPER: "SHOPPER",
} as const;
export type BurdenOfProof = (typeof BurdenOfProof)[keyof typeof BurdenOfProof];

/** Who bears freight in the end. */
export const FreightBearer = {
  AS_AGREED: "AS_AGREED",
  BY_FAULT: "BY_FAULT",
  CARRIER: "CARRIER",
  MERCHANT: "MERCHANT",
  NONE: "NONE",
  SHOPPER: "SHOPPER",
} as const;
export type FreightBearer = (typeof FreightBearer)[keyof typeof FreightBearer];

/** Where the goods are, as far as the shipments of the order tell. */
export const GoodsStatus = {
  DELIVERED: "DELIVERED",
  IN_TRANSIT: "IN_TRANSIT",
  NOT_SHIPPED: "NOT_SHIPPED",
} as const;
export type GoodsStatus = (typeof GoodsStatus)[keyof typeof GoodsStatus];

/** The event of the order from which the window of a reason runs. */
export const WindowStart = {
  DELIVERY: "DELIVERY",
  PROMISED_DELIVERY: "PROMISED_DELIVERY",
  PURCHASE: "PURCHASE",
} as const;
export type WindowStart = (typeof WindowStart)[keyof typeof WindowStart];

/** A decimal string in major units by ISO 4217 code; a currency that is absent has no such bound. */
export type AmountByCurrency = Readonly<Record<string, string>>;

/** How much compensation a reason allows; the formulas of reference.md 3.16 by name, with their parameters. */
export type CompensationFormula =
  /** The value that the shopper claims for what is missing. */
  | { readonly formula: "CLAIMED_VALUE" }
  /** clamp(rate × paid, minimum, maximum). */
  | {
      readonly formula: "RATE_OF_PAID";
      readonly rateBasisPoints: number;
      readonly minimum: AmountByCurrency;
      readonly maximum: AmountByCurrency;
    }
  /** max(multiple × price, minimum); never paid automatically. */
  | { readonly formula: "MULTIPLE_OF_PRICE"; readonly multiple: number; readonly minimum: AmountByCurrency }
  /** max(multiple × price or multiple × loss, minimum), as the shopper claims; never paid automatically. */
  | {
      readonly formula: "MULTIPLE_OF_PRICE_OR_LOSS";
      readonly priceMultiple: number;
      readonly lossMultiple: number;
      readonly minimum: AmountByCurrency;
    }
  /** multiple × price and the fee of an expert; never paid automatically. */
  | { readonly formula: "PROMISED_MULTIPLE"; readonly multiple: number }
  /** (paid a unit − lowest comparable unit price) × quantity, never below 0. */
  | { readonly formula: "PRICE_DIFFERENCE" }
  /** The share of the price that the damage took, with the same share of the freight. */
  | { readonly formula: "DAMAGE_SHARE" }
  /** Twice the deposit, which counts up to a share of the total. */
  | { readonly formula: "TWICE_DEPOSIT"; readonly countedBasisPoints: number };

/** What a recommended remedy is worth: an amount of the case, or the reason's compensation. */
export const RecommendedAmount = {
  CLAIMED: "CLAIMED",
  COMPENSATION: "COMPENSATION",
  FREIGHT: "FREIGHT",
  NONE: "NONE",
  REFUNDABLE: "REFUNDABLE",
} as const;
export type RecommendedAmount = (typeof RecommendedAmount)[keyof typeof RecommendedAmount];

/** What a mediator is advised to rule where a condition holds; the first of a reason that holds counts. */
export interface RecommendationRule {
  readonly when: Condition;
  readonly outcome: RulingOutcome;
  readonly remedies: readonly { readonly kind: RemedyKind; readonly amount: RecommendedAmount }[];
  readonly clause: string;
}

/** Who must prove the core fact where a condition holds; the first that holds counts. */
export interface BurdenRule {
  readonly when: Condition;
  readonly burdenOfProof: BurdenOfProof;
  readonly clause: string;
}

/** The situations that the freight matrix knows; reference.md 3.9. */
export const FreightSituation = {
  BOTH_AT_FAULT: "BOTH_AT_FAULT",
  DAMAGED_OR_LOST_IN_TRANSIT: "DAMAGED_OR_LOST_IN_TRANSIT",
  DELIVERY_REFUSED_WITHOUT_CAUSE: "DELIVERY_REFUSED_WITHOUT_CAUSE",
  EXCHANGE_WITHOUT_FAULT: "EXCHANGE_WITHOUT_FAULT",
  MERCHANT_AT_FAULT: "MERCHANT_AT_FAULT",
  NOT_PROVEN: "NOT_PROVEN",
  NO_FREIGHT: "NO_FREIGHT",
  NO_REASON_RETURN: "NO_REASON_RETURN",
  REPLACEMENT_WRONG_AGAIN: "REPLACEMENT_WRONG_AGAIN",
  RETURN_REFUSED_BY_MERCHANT: "RETURN_REFUSED_BY_MERCHANT",
} as const;
export type FreightSituation = (typeof FreightSituation)[keyof typeof FreightSituation];

/** Who pays freight at first; recourse follows by {@link FreightRule}. */
export const FreightPayer = {
  EACH_OWN: "EACH_OWN",
  MERCHANT: "MERCHANT",
  NOBODY: "NOBODY",
  PLATFORM: "PLATFORM",
  SHOPPER: "SHOPPER",
} as const;
export type FreightPayer = (typeof FreightPayer)[keyof typeof FreightPayer];

/** One row of the freight matrix: who advances freight and who bears it in the end, out and back. */
export interface FreightRule {
  readonly situation: FreightSituation;
  readonly paysFirst: FreightPayer;
  readonly outbound: FreightBearer;
  readonly return: FreightBearer;
  readonly clause: string;
}

/** What a category or a promise makes different of a reason's rule; what is absent stays. */
export interface RuleChange {
  readonly merchantResponseHours?: number;
  readonly windowDays?: number;
  readonly freightBearer?: FreightBearer;
  readonly compensation?: CompensationFormula;
  readonly onMerchantSilence?: readonly [SilenceEffect, ...SilenceEffect[]];
  readonly urgent?: boolean;
}

/** Goods of a category follow other rules; the row of the reason goes before one for all reasons. */
export interface CategoryOverride {
  /** The marketplace's own name of the category. */
  readonly category: string;
  /** Reasons that it concerns; none listed means all. */
  readonly reasons: readonly string[];
  readonly change: RuleChange;
  readonly clause: string;
}

/** What a promise made with the order amounts to; it binds where it is better for the shopper. */
export interface PromiseRule {
  /** The marketplace's code of the promise, e.g. FREE_RETURN. */
  readonly kind: string;
  readonly reasons: readonly string[];
  readonly change: Pick<
    RuleChange,
    "merchantResponseHours" | "windowDays" | "freightBearer" | "compensation"
  >;
  /** Whether the window lasts as long as the promise itself. */
  readonly windowToItsEnd: boolean;
  readonly clause: string;
}

/** What the rulebook says about one reason; reference.md 3.3. */
export interface ReasonRule {
  readonly code: string;
  readonly title: LocalisedText;
  /** Code of the clause that this reason rests on. */
  readonly clause: string;
  /** Hours that the merchant has to answer the claim. */
  readonly merchantResponseHours: number;
  /** The same where a disputed line holds perishable goods; null if it makes no difference. */
  readonly merchantResponseHoursPerishable: number | null;
  /** Whether those hours are elapsed or business hours. */
  readonly merchantResponseBasis: ClockBasis;
  /** Hours by which the merchant may extend that limit once; 0: not at all. */
  readonly merchantResponseExtensionHours: number;
  /** Effects of the merchant's silence, applied together; never empty. */
  readonly onMerchantSilence: readonly [SilenceEffect, ...SilenceEffect[]];
  readonly burdenOfProof: BurdenOfProof;
  readonly onShopperSilence: ShopperSilenceEffect;
  /** Where the burden lies elsewhere; none: always {@link burdenOfProof}. */
  readonly burdenRules: readonly BurdenRule[];
  /** What the merchant hands in beyond the system's own records. */
  readonly merchantEvidence: readonly EvidenceSlot[];
  /** What the shopper hands in. */
  readonly shopperEvidence: readonly EvidenceSlot[];
  /** Remedies that a claim for this reason may ask for; never empty. */
  readonly remedies: readonly [RemedyKind, ...RemedyKind[]];
  readonly freightBearer: FreightBearer;
  /** The row of the freight matrix for a dispute of this reason that the shopper wins. */
  readonly freightSituation: FreightSituation;
  /** Whether outbound freight paid for a line counts as refundable. */
  readonly freightRefundable: boolean;
  /** Ceiling and automatic amount of compensation; null where the reason knows none. */
  readonly compensation: CompensationFormula | null;
  /** Until when the dispute can be opened: days after the event, or the next known one in order
   * DELIVERY → PROMISED_DELIVERY → PURCHASE where that event has not happened. */
  readonly window: { readonly from: WindowStart; readonly days: number };
  /** Where the goods may be when the dispute is opened. */
  readonly goodsStatus: readonly [GoodsStatus, ...GoodsStatus[]];
  /** Safety, food, perishable: the platform can be called in at once; shorter appeal window. */
  readonly urgent: boolean;
  /** Never decided by a rule alone. */
  readonly humanOnly: boolean;
  /** Whether a ruling must first name the real reason (reason OTHER). */
  readonly mustBeRecoded: boolean;
  /** The role that may open it: MERCHANT for returns in bad condition, else SHOPPER. */
  readonly openedBy: "SHOPPER" | "MERCHANT";
  /** Up to this amount a mediator may rule at once on the system's records; a currency that is absent: never. */
  readonly fastTrackAmount: AmountByCurrency;
  /** The least level that rules on it. */
  readonly levelFloor: Level;
  readonly recommendations: readonly RecommendationRule[];
}

/** The levels of the platform's mediators. */
export type Level = 1 | 2 | 3;

/** One clock of the dispute: its hours and the clause it rests on. */
export interface TimerRule {
  readonly hours: number;
  readonly clause: string;
  /** Whether the hours are elapsed or business hours of whose move it is. */
  readonly basis: ClockBasis;
  /** Hours by which whoever must move may extend the clock once; 0: not at all. */
  readonly extensionHours: number;
}

/** All clocks beside the merchant's response limit; model.md section 5. */
export interface RulebookTimers {
  readonly offer: TimerRule;
  readonly requestIntervention: TimerRule;
  readonly assignment: TimerRule;
  readonly evidence: TimerRule;
  readonly rebuttal: TimerRule;
  readonly proposal: TimerRule;
  readonly decisionLevel1: TimerRule;
  readonly decisionLevel2: TimerRule;
  readonly decisionLevel3: TimerRule;
  readonly appealWindow: TimerRule;
  readonly appealWindowUrgent: TimerRule;
  readonly appealDecision: TimerRule;
  readonly reopening: TimerRule;
  readonly finance: TimerRule;
  readonly suspensionReview: TimerRule;
  /** How long money owed may take, from when it is due to be paid. */
  readonly payment: TimerRule;
  readonly shipReturn: TimerRule;
  readonly inspectReturn: TimerRule;
  readonly shipReplacement: TimerRule;
  readonly repair: TimerRule;
  readonly otherAct: TimerRule;
  /** How soon the platform looks at overdue performance again. */
  readonly performanceReview: TimerRule;
}

/** Caps that are no clocks. */
export interface RulebookLimits {
  readonly claimAmendments: number;
  readonly attemptsPerLine: number;
  /** How often a mediator can ask for evidence. */
  readonly evidenceRounds: number;
  /** How many items a side can hand in for one slot. */
  readonly evidenceItemsPerSlot: number;
  /** General ceiling of compensation in basis points of what was paid for the disputed lines. */
  readonly compensationBasisPoints: number;
  /** The same ceiling for what the sides offer each other; null where it is the same. */
  readonly offerCompensationBasisPoints: number | null;
  /** Above this amount a ruling needs a second reviewer; a currency that is absent never does. */
  readonly secondReviewAbove: AmountByCurrency;
}

/** Which level is next when one is late or exceeded; the last has no next. */
export interface EscalationStep {
  readonly from: Level;
  readonly to: Level;
}

/**
 * Up to which amount a level may rule; a currency that is absent needs the highest level, which names
 * none: it has no bound.
 */
export interface AuthorityRule {
  readonly level: Level;
  readonly amounts: AmountByCurrency;
}

/** One version of the platform's rules, as read from `seeds/rulebooks/` or the database. */
export interface Rulebook {
  /** Unique name of the version, e.g. "2026-11". */
  readonly version: string;
  readonly title: LocalisedText;
  /** Whether the version changes so much that a longer notice is due. */
  readonly major: boolean;
  readonly clauses: Readonly<Record<string, Clause>>;
  readonly reasons: Readonly<Record<string, ReasonRule>>;
  readonly timers: RulebookTimers;
  readonly limits: RulebookLimits;
  readonly authority: readonly AuthorityRule[];
  readonly escalation: readonly EscalationStep[];
  readonly freightMatrix: readonly FreightRule[];
  readonly categoryOverrides: readonly CategoryOverride[];
  readonly promises: readonly PromiseRule[];
}
