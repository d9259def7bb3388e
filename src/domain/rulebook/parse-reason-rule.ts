import { RemedyKind } from "../dispute/remedy.js";
import { parseAmount } from "../money.js";
import {
  memberPath,
  readAmounts,
  readFields,
  readFilledList,
  readFlag,
  readList,
  readLocalisedText,
} from "./read-value.js";
import { readOneOf, readText, readWholeNumber, reject } from "./read-value.js";
import { BurdenOfProof, FreightBearer, GoodsStatus, SilenceEffect, WindowStart } from "./rulebook.js";
import type { AmountByCurrency, CompensationFormula, ReasonRule } from "./rulebook.js";

const reasonFields = [
  "code",
  "title",
  "clause",
  "merchantResponseHours",
  "merchantResponseHoursPerishable",
  "onMerchantSilence",
  "burdenOfProof",
  "merchantEvidence",
  "shopperEvidence",
  "remedies",
  "freightBearer",
  "freightRefundable",
  "compensation",
  "window",
  "goodsStatus",
  "urgent",
  "humanOnly",
  "mustBeRecoded",
  "openedBy",
] as const;
const opener = { MERCHANT: "MERCHANT", SHOPPER: "SHOPPER" } as const;
const formulas = {
  CLAIMED_VALUE: "CLAIMED_VALUE",
  MULTIPLE_OF_PRICE: "MULTIPLE_OF_PRICE",
  RATE_OF_PAID: "RATE_OF_PAID",
} as const;
/** Codes are SCREAMING_CASE: reasons and evidence types alike. */
const codePattern = /^[A-Z][A-Z0-9_]{0,63}$/;

/**
 * Reads the rule of one reason and checks that it does not contradict itself.
 * @throws InvalidRulebookError naming the path of the first value at fault
 */
export function parseReasonRule(value: unknown, path: string): ReasonRule {
  const fields = readFields(value, path, reasonFields);
  const at = (field: (typeof reasonFields)[number]): [unknown, string] => [
    fields[field],
    memberPath(path, field),
  ];
  const rule: ReasonRule = {
    code: readCode(...at("code")),
    title: readLocalisedText(...at("title")),
    clause: readText(...at("clause")),
    merchantResponseHours: readWholeNumber(...at("merchantResponseHours"), 1),
    merchantResponseHoursPerishable:
      fields.merchantResponseHoursPerishable === null
        ? null
        : readWholeNumber(...at("merchantResponseHoursPerishable"), 1),
    onMerchantSilence: readFilledList(...at("onMerchantSilence"), oneOf(SilenceEffect)),
    burdenOfProof: readOneOf(...at("burdenOfProof"), BurdenOfProof),
    merchantEvidence: readList(...at("merchantEvidence"), readCode),
    shopperEvidence: readList(...at("shopperEvidence"), readCode),
    remedies: readFilledList(...at("remedies"), oneOf(RemedyKind)),
    freightBearer: readOneOf(...at("freightBearer"), FreightBearer),
    freightRefundable: readFlag(...at("freightRefundable")),
    compensation: fields.compensation === null ? null : parseFormula(...at("compensation")),
    window: parseWindow(...at("window")),
    goodsStatus: readFilledList(...at("goodsStatus"), oneOf(GoodsStatus)),
    urgent: readFlag(...at("urgent")),
    humanOnly: readFlag(...at("humanOnly")),
    mustBeRecoded: readFlag(...at("mustBeRecoded")),
    openedBy: readOneOf(...at("openedBy"), opener),
  };
  checkConsistency(rule, path);
  return rule;
}

function readCode(value: unknown, path: string): string {
  const code = readText(value, path);
  if (!codePattern.test(code)) reject(path, "a code in capitals, such as NOT_RECEIVED, is expected.");
  return code;
}

function oneOf<Value extends string>(constants: Readonly<Record<string, Value>>) {
  return (value: unknown, path: string): Value => readOneOf(value, path, constants);
}

function parseWindow(value: unknown, path: string): ReasonRule["window"] {
  const fields = readFields(value, path, ["from", "days"]);
  return {
    from: readOneOf(fields.from, memberPath(path, "from"), WindowStart),
    days: readWholeNumber(fields.days, memberPath(path, "days"), 1),
  };
}

function parseFormula(value: unknown, path: string): CompensationFormula {
  const named = value as { readonly formula?: unknown } | undefined;
  const formula = readOneOf(named?.formula, memberPath(path, "formula"), formulas);
  switch (formula) {
    case "CLAIMED_VALUE":
      readFields(value, path, ["formula"]);
      return { formula };
    case "MULTIPLE_OF_PRICE": {
      const fields = readFields(value, path, ["formula", "multiple", "minimum"]);
      return {
        formula,
        multiple: readWholeNumber(fields.multiple, memberPath(path, "multiple"), 1),
        minimum: readAmounts(fields.minimum, memberPath(path, "minimum")),
      };
    }
    case "RATE_OF_PAID": {
      const fields = readFields(value, path, ["formula", "rateBasisPoints", "minimum", "maximum"]);
      const minimum = readAmounts(fields.minimum, memberPath(path, "minimum"));
      const maximum = readAmounts(fields.maximum, memberPath(path, "maximum"));
      checkRange(minimum, maximum, path);
      return {
        formula,
        rateBasisPoints: readWholeNumber(fields.rateBasisPoints, memberPath(path, "rateBasisPoints"), 1),
        minimum,
        maximum,
      };
    }
  }
}

function checkRange(minimum: AmountByCurrency, maximum: AmountByCurrency, path: string): void {
  for (const [currency, least] of Object.entries(minimum)) {
    const most = maximum[currency];
    if (most !== undefined && parseAmount(least, currency).minor > parseAmount(most, currency).minor) {
      reject(memberPath(path, `minimum.${currency}`), `it is above the maximum of ${most}.`);
    }
  }
}

function checkConsistency(rule: ReasonRule, path: string): void {
  const effects = memberPath(path, "onMerchantSilence");
  const toPlatform = rule.onMerchantSilence.includes(SilenceEffect.PLATFORM);
  if (toPlatform && rule.onMerchantSilence.length > 1) {
    reject(effects, "PLATFORM hands the whole dispute over, so it must stand alone.");
  }
  if (rule.humanOnly && !toPlatform) reject(effects, "a reason that only people decide needs PLATFORM.");
  if (rule.onMerchantSilence.includes(SilenceEffect.COMPENSATE)) {
    if (rule.compensation === null) reject(memberPath(path, "compensation"), "COMPENSATE needs a formula.");
    if (rule.compensation.formula === "MULTIPLE_OF_PRICE") {
      reject(effects, "a multiple of the price is never paid automatically.");
    }
  }
  if (rule.remedies.includes(RemedyKind.REFUND_FREIGHT) && !rule.freightRefundable) {
    reject(memberPath(path, "freightRefundable"), "the remedy REFUND_FREIGHT needs it to be true.");
  }
}
