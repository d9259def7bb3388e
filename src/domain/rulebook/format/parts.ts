import { ClockBasis } from "../../clock/counted-time.js";
import { RemedyKind } from "../../dispute/remedy.js";
import { EvidenceType } from "../../evidence/evidence-type.js";
import { RulingOutcome } from "../../ruling/ruling.js";
import type { Clause, LocalisedText } from "../clause.js";
import type { CompensationFormula } from "../compensation-formula.js";
import {
  BurdenOfProof,
  RecommendedAmount,
  type BurdenRule,
  type RecommendationRule,
} from "../conditional-rule.js";
import { EvidenceLevel, type EvidenceSlot } from "../evidence-slot.js";
import { FreightBearer } from "../freight-rule.js";
import { SilenceEffect } from "../reason-rule.js";
import type { RuleChange } from "../rule-change.js";
import { amounts } from "./amounts.js";
import {
  described,
  filledList,
  flag,
  list,
  nullable,
  object,
  oneOf,
  partialObject,
  taggedObject,
  text,
  textLike,
  wholeNumber,
  type Shape,
} from "./shape.js";

/** A text in every language that rules are published in. */
export const localisedText: Shape<LocalisedText> = object({
  en: described(text, "English."),
  zh: described(text, "Chinese, simplified."),
});

/** Codes are SCREAMING_CASE. */
export const code = textLike(
  /^[A-Z][A-Z0-9_]{0,63}$/,
  "a code in capitals, such as NOT_RECEIVED, is expected.",
);

/** The code of a clause of the same document. */
export const clauseCode = described(text, "Code of the clause of this rulebook that it rests on.");

/** How hours are counted. */
export const clockBasis = described(
  oneOf(Object.values(ClockBasis)),
  "Whether the hours are elapsed ones or business hours of whose move it is.",
);

/** A condition over the facts of a case. */
export const condition = described(
  text,
  "A condition in CEL (Common Expression Language) over the facts of a case, e.g. daysSinceDelivery <= 180.",
);

/** One numbered rule. */
export const clause: Shape<Clause> = object(
  {
    code: described(text, "What events and rulings cite; the same as the name that it stands under."),
    title: described(localisedText, "A few words."),
    text: described(localisedText, "The rule itself."),
    basis: described(
      nullable(localisedText),
      "The statute or agreement that it rests on; null for the platform's own.",
    ),
  },
  { basis: null },
);

const evidenceType = oneOf(Object.values(EvidenceType));
const evidenceSlotObject: Shape<EvidenceSlot> = object(
  {
    type: described(evidenceType, "What is to be handed in."),
    level: described(
      oneOf(Object.values(EvidenceLevel)),
      "How much it matters; of the alternative ones of a side, one is enough.",
    ),
    hint: described(nullable(localisedText), "What a good one shows."),
  },
  { level: EvidenceLevel.MANDATORY, hint: null },
);

/** A line of a side's checklist; a bare type stands for a mandatory one without a hint. */
export const evidenceSlot: Shape<EvidenceSlot> = {
  schema: { anyOf: [evidenceType.schema, evidenceSlotObject.schema] },
  read: (value, path) =>
    typeof value === "string"
      ? { type: evidenceType.read(value, path), level: EvidenceLevel.MANDATORY, hint: null }
      : evidenceSlotObject.read(value, path),
};

const multiple = described(wholeNumber(1, 100), "How many times.");
const basisPoints = wholeNumber(0, 10_000);

/** The formulas of compensation by name, with their parameters. */
export const compensationFormula: Shape<CompensationFormula> = taggedObject("formula", {
  CLAIMED_VALUE: object({ formula: oneOf(["CLAIMED_VALUE"]) }),
  RATE_OF_PAID: object({
    formula: oneOf(["RATE_OF_PAID"]),
    rateBasisPoints: described(
      wholeNumber(1, 10_000),
      "The rate in hundredths of a percent of what was paid.",
    ),
    minimum: described(amounts, "The least, by currency."),
    maximum: described(amounts, "The most, by currency."),
  }),
  MULTIPLE_OF_PRICE: object({
    formula: oneOf(["MULTIPLE_OF_PRICE"]),
    multiple,
    minimum: described(amounts, "The least, by currency."),
  }),
  MULTIPLE_OF_PRICE_OR_LOSS: object({
    formula: oneOf(["MULTIPLE_OF_PRICE_OR_LOSS"]),
    priceMultiple: multiple,
    lossMultiple: multiple,
    minimum: described(amounts, "The least, by currency."),
  }),
  PROMISED_MULTIPLE: object({ formula: oneOf(["PROMISED_MULTIPLE"]), multiple }),
  PRICE_DIFFERENCE: object({ formula: oneOf(["PRICE_DIFFERENCE"]) }),
  DAMAGE_SHARE: object({ formula: oneOf(["DAMAGE_SHARE"]) }),
  TWICE_DEPOSIT: object({
    formula: oneOf(["TWICE_DEPOSIT"]),
    countedBasisPoints: described(basisPoints, "Up to which share of the total a deposit counts."),
  }),
});

/** What a mediator is advised to rule where a condition holds. */
export const recommendationRule: Shape<RecommendationRule> = object({
  when: condition,
  outcome: described(oneOf(Object.values(RulingOutcome)), "How the ruling would end the dispute."),
  remedies: described(
    list(
      object({
        kind: oneOf(Object.values(RemedyKind)),
        amount: described(
          oneOf(Object.values(RecommendedAmount)),
          "What it is worth: an amount of the case, the reason's compensation, or NONE for an act.",
        ),
      }),
    ),
    "For each disputed line; none where the outcome orders none.",
  ),
  clause: clauseCode,
});

/** Who must prove the core fact where a condition holds. */
export const burdenRule: Shape<BurdenRule> = object({
  when: condition,
  burdenOfProof: oneOf(Object.values(BurdenOfProof)),
  clause: clauseCode,
});

const changes = {
  merchantResponseHours: described(wholeNumber(1, 720), "Hours that the merchant has to answer."),
  windowDays: described(wholeNumber(1, 3_650), "Days in which a dispute can be opened."),
  freightBearer: oneOf(Object.values(FreightBearer)),
  compensation: compensationFormula,
};

/** What a promise can make different. */
export const promiseChange = partialObject(changes);

/** What a category can make different. */
export const categoryChange: Shape<RuleChange> = partialObject({
  ...changes,
  onMerchantSilence: filledList(oneOf(Object.values(SilenceEffect))),
  urgent: flag,
});

export { basisPoints };
