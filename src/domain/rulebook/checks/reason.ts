import { isMoneyRemedy, RemedyKind } from "../../dispute/remedy.js";
import { parseAmount } from "../../money.js";
import { memberPath, ProblemCollector, reject } from "../format/problem.js";
import type { CompensationFormula } from "../compensation-formula.js";
import { RecommendedAmount, type RecommendationRule } from "../conditional-rule.js";
import { EvidenceLevel, type EvidenceSlot } from "../evidence-slot.js";
import { FreightSituation } from "../freight-rule.js";
import { SilenceEffect, type ReasonRule } from "../reason-rule.js";
import type { Rulebook } from "../rulebook.js";
import { itemPath } from "./references.js";

/** The formulas that silence may pay: all that they need is known without anybody's word. */
const automatic: ReadonlySet<CompensationFormula["formula"]> = new Set(["CLAIMED_VALUE", "RATE_OF_PAID"]);

/**
 * Checks that the rule of one reason does not contradict itself.
 * @throws InvalidRulebookError
 */
export function checkReason(
  rule: ReasonRule,
  path: string,
  { freightMatrix }: Pick<Rulebook, "freightMatrix">,
): void {
  const problems = new ProblemCollector();
  problems.check(() => {
    checkSilence(rule, path);
  });
  problems.check(() => {
    checkFormula(rule.compensation, memberPath(path, "compensation"));
  });
  problems.check(() => {
    checkFreight(rule, path, freightMatrix);
  });
  for (const list of ["merchantEvidence", "shopperEvidence"] as const) {
    problems.check(() => {
      checkSlots(rule[list], memberPath(path, list));
    });
  }
  rule.recommendations.forEach((recommendation, index) => {
    problems.check(() => {
      checkRecommendation(recommendation, rule, itemPath(path, "recommendations", index));
    });
  });
  problems.finish();
}

/** What the merchant's silence brings about, by the rule. Also used for what a category changes. */
export function checkSilence(
  rule: Pick<ReasonRule, "onMerchantSilence" | "humanOnly" | "compensation">,
  path: string,
): void {
  const effects = memberPath(path, "onMerchantSilence");
  const toPlatform = rule.onMerchantSilence.includes(SilenceEffect.PLATFORM);
  if (toPlatform && rule.onMerchantSilence.length > 1) {
    reject(effects, "PLATFORM hands the whole dispute over, so it must stand alone.");
  }
  if (rule.humanOnly && !toPlatform) reject(effects, "a reason that only people decide needs PLATFORM.");
  if (!rule.onMerchantSilence.includes(SilenceEffect.COMPENSATE)) return;
  if (rule.compensation === null) reject(memberPath(path, "compensation"), "COMPENSATE needs a formula.");
  if (!automatic.has(rule.compensation.formula)) {
    reject(
      effects,
      `${rule.compensation.formula} is never paid automatically; ${[...automatic].join(" and ")} are.`,
    );
  }
}

/** Whether the bounds of a formula fit together. Also used for what a category or a promise changes. */
export function checkFormula(formula: CompensationFormula | null, path: string): void {
  if (formula?.formula !== "RATE_OF_PAID") return;
  for (const [currency, least] of Object.entries(formula.minimum)) {
    const most = formula.maximum[currency];
    if (most !== undefined && parseAmount(least, currency).minor > parseAmount(most, currency).minor) {
      reject(memberPath(path, `minimum.${currency}`), `it is above the maximum of ${most}.`);
    }
  }
}

function checkFreight(rule: ReasonRule, path: string, matrix: Rulebook["freightMatrix"]): void {
  if (rule.remedies.includes(RemedyKind.REFUND_FREIGHT) && !rule.freightRefundable) {
    reject(memberPath(path, "freightRefundable"), "the remedy REFUND_FREIGHT needs it to be true.");
  }
  const { freightSituation } = rule;
  if (freightSituation === FreightSituation.NO_FREIGHT) return;
  if (!matrix.some(({ situation }) => situation === freightSituation)) {
    reject(memberPath(path, "freightSituation"), `the freight matrix has no row for ${freightSituation}.`);
  }
}

function checkSlots(slots: readonly EvidenceSlot[], path: string): void {
  if (new Set(slots.map(({ type }) => type)).size < slots.length) {
    reject(path, "a type of evidence stands in the list twice.");
  }
  if (slots.filter(({ level }) => level === EvidenceLevel.ALTERNATIVE).length === 1) {
    reject(path, "one alternative alone is no choice: name another, or make it mandatory or optional.");
  }
}

function checkRecommendation(
  { outcome, remedies }: RecommendationRule,
  rule: ReasonRule,
  path: string,
): void {
  const forMerchant = outcome === "RULED_FOR_MERCHANT" || outcome === "NOT_PROVEN";
  if (forMerchant !== (remedies.length === 0)) {
    reject(
      memberPath(path, "remedies"),
      forMerchant ? `${outcome} orders no remedies.` : `${outcome} orders at least one remedy.`,
    );
  }
  remedies.forEach(({ kind, amount }, index) => {
    const here = itemPath(path, "remedies", index);
    if (!rule.remedies.includes(kind))
      reject(memberPath(here, "kind"), `${rule.code} does not allow ${kind}.`);
    if (isMoneyRemedy(kind) === (amount === RecommendedAmount.NONE)) {
      reject(
        memberPath(here, "amount"),
        isMoneyRemedy(kind) ? `${kind} is money and needs an amount.` : `${kind} is an act and takes NONE.`,
      );
    }
    if (amount === RecommendedAmount.COMPENSATION && rule.compensation === null) {
      reject(memberPath(here, "amount"), `${rule.code} has no formula of compensation.`);
    }
  });
}
