import { ClockBasis } from "../../clock/counted-time.js";
import { RemedyKind } from "../../dispute/remedy.js";
import { BurdenOfProof } from "../conditional-rule.js";
import { FreightBearer, FreightSituation } from "../freight-rule.js";
import {
  GoodsStatus,
  ShopperSilenceEffect,
  SilenceEffect,
  WindowStart,
  type ReasonRule,
} from "../reason-rule.js";
import { amounts } from "./amounts.js";
import {
  burdenRule,
  clauseCode,
  clockBasis,
  code,
  compensationFormula,
  evidenceSlot,
  localisedText,
  recommendationRule,
} from "./parts.js";
import {
  described,
  filledList,
  flag,
  list,
  nullable,
  object,
  oneOf,
  wholeNumber,
  type Shape,
} from "./shape.js";

const hours = wholeNumber(1, 720);

const window = object({
  from: described(oneOf(Object.values(WindowStart)), "The event that the window runs from."),
  days: described(wholeNumber(1, 3_650), "Days after that event."),
});

const clocks = {
  merchantResponseHours: described(hours, "Hours that the merchant has to answer."),
  merchantResponseHoursPerishable: described(
    nullable(hours),
    "The same where a disputed line holds perishable goods; null if it makes no difference.",
  ),
  merchantResponseBasis: clockBasis,
  merchantResponseExtensionHours: described(
    wholeNumber(0, 720),
    "By how much the merchant may extend the limit once; 0: not at all.",
  ),
  onMerchantSilence: described(
    filledList(oneOf(Object.values(SilenceEffect))),
    "What happens when the merchant does not answer; applied together.",
  ),
  onShopperSilence: described(
    oneOf(Object.values(ShopperSilenceEffect)),
    "What happens when nobody calls the platform in.",
  ),
};

const proof = {
  burdenOfProof: described(oneOf(Object.values(BurdenOfProof)), "Who must prove the core fact first."),
  burdenRules: described(list(burdenRule), "Where the burden lies elsewhere; the first that holds counts."),
  merchantEvidence: described(list(evidenceSlot), "What the merchant hands in."),
  shopperEvidence: described(list(evidenceSlot), "What the shopper hands in."),
};

const money = {
  remedies: described(filledList(oneOf(Object.values(RemedyKind))), "What a claim may ask for."),
  freightBearer: described(oneOf(Object.values(FreightBearer)), "Who bears freight in the end."),
  freightSituation: described(
    oneOf(Object.values(FreightSituation)),
    "The row of the freight matrix that holds if the shopper wins.",
  ),
  freightRefundable: described(flag, "Whether outbound freight counts as refundable."),
  compensation: described(nullable(compensationFormula), "Ceiling and automatic amount of compensation."),
  fastTrackAmount: described(amounts, "Up to this a mediator may rule at once on the system's records."),
  recommendations: described(
    list(recommendationRule),
    "What a mediator is advised to rule; the first that holds counts.",
  ),
};

/** The rule of one reason, as it stands in a document. */
export const reasonRule: Shape<ReasonRule> = object(
  {
    code: described(code, "What openDispute takes; the same as the name that it stands under."),
    title: described(localisedText, "What people call it."),
    clause: clauseCode,
    ...clocks,
    ...proof,
    ...money,
    window: described(window, "Until when a dispute can be opened."),
    goodsStatus: described(
      filledList(oneOf(Object.values(GoodsStatus))),
      "Where the goods may be when the dispute is opened.",
    ),
    urgent: described(flag, "The platform can be called in at once; shorter appeal window."),
    humanOnly: described(flag, "Never decided by a rule alone."),
    mustBeRecoded: described(flag, "A ruling must first name the real reason."),
    openedBy: described(oneOf(["MERCHANT", "SHOPPER"] as const), "The side that may open it."),
    levelFloor: described(oneOf([1, 2, 3] as const), "The least level that rules on it."),
  },
  {
    merchantResponseBasis: ClockBasis.ELAPSED,
    merchantResponseExtensionHours: 0,
    onShopperSilence: ShopperSilenceEffect.LAPSE,
    burdenRules: [],
    freightSituation: FreightSituation.NO_FREIGHT,
    fastTrackAmount: {},
    recommendations: [],
    levelFloor: 1,
  },
);
