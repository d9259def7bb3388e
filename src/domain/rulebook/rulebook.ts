import type { RemedyKind } from "../dispute/remedy.js";

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
}

/** What the platform does when the merchant does not answer in time; model.md transition 9. */
export const SilenceEffect = {
  COMPENSATE: "COMPENSATE",
  PLATFORM: "PLATFORM",
  REFUND: "REFUND",
  RETURN: "RETURN",
} as const;
export type SilenceEffect = (typeof SilenceEffect)[keyof typeof SilenceEffect];

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

/** How much compensation a reason allows; reference.md 3.16. */
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
  | { readonly formula: "MULTIPLE_OF_PRICE"; readonly multiple: number; readonly minimum: AmountByCurrency };

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
  /** Effects of the merchant's silence, applied together; never empty. */
  readonly onMerchantSilence: readonly [SilenceEffect, ...SilenceEffect[]];
  readonly burdenOfProof: BurdenOfProof;
  /** Evidence types (field.md 2.5) that the merchant must hand in beyond the system's own records. */
  readonly merchantEvidence: readonly string[];
  /** Evidence types that the shopper must hand in. */
  readonly shopperEvidence: readonly string[];
  /** Remedies that a claim for this reason may ask for; never empty. */
  readonly remedies: readonly [RemedyKind, ...RemedyKind[]];
  readonly freightBearer: FreightBearer;
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
}

/** One clock of the dispute: elapsed hours and the clause it rests on. */
export interface TimerRule {
  readonly hours: number;
  readonly clause: string;
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
  /** General ceiling of compensation in basis points of what was paid for the disputed lines. */
  readonly compensationBasisPoints: number;
}

/**
 * Up to which amount a level may rule; a currency that is absent needs the highest level, which names
 * none: it has no bound.
 */
export interface AuthorityRule {
  readonly level: 1 | 2 | 3;
  readonly amounts: AmountByCurrency;
}

/** One version of the platform's rules, as read from `seeds/rulebooks/` or the database. */
export interface Rulebook {
  /** Unique name of the version, e.g. "2026-11". */
  readonly version: string;
  readonly title: LocalisedText;
  readonly clauses: Readonly<Record<string, Clause>>;
  readonly reasons: Readonly<Record<string, ReasonRule>>;
  readonly timers: RulebookTimers;
  readonly limits: RulebookLimits;
  readonly authority: readonly AuthorityRule[];
}
