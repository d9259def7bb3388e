import type { ClockBasis } from "../clock/counted-time.js";
import type { RemedyKind } from "../dispute/remedy.js";
import type { LocalisedText } from "./clause.js";
import type { AmountByCurrency, CompensationFormula } from "./compensation-formula.js";
import type { BurdenOfProof, BurdenRule, RecommendationRule } from "./conditional-rule.js";
import type { EvidenceSlot } from "./evidence-slot.js";
import type { FreightBearer, FreightSituation } from "./freight-rule.js";
import type { Level } from "./level.js";

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
