import { ruleFor } from "./reason.js";
import type { CompensationFormula } from "./compensation-formula.js";
import { FreightBearer } from "./freight-rule.js";
import type { ReasonRule } from "./reason-rule.js";
import type { PromiseRule, RuleChange } from "./rule-change.js";
import type { Rulebook } from "./rulebook.js";

/** Why a dispute follows something else than the rule of its reason. */
export const AdjustmentSource = { CATEGORY: "CATEGORY", PROMISE: "PROMISE" } as const;
export type AdjustmentSource = (typeof AdjustmentSource)[keyof typeof AdjustmentSource];

/** What is different for one dispute, found when it was opened and kept with it. */
export interface RuleAdjustment {
  readonly source: AdjustmentSource;
  /** The category, or the kind of the promise. */
  readonly name: string;
  readonly change: RuleChange;
  /** Until when the dispute could be opened because of a promise; null where the promise does not say. */
  readonly windowClosesAt: Date | null;
  readonly clause: string;
}

/** What adjustments are found from: the disputed lines as they were sold. */
export interface SoldLine {
  readonly category: string | null;
  readonly promises: readonly { readonly kind: string; readonly until: Date | null }[];
}

/** A rule with adjustments applied, one after the other. */
export function adjustedRule(rule: ReasonRule, adjustments: readonly RuleAdjustment[]): ReasonRule {
  return adjustments.reduce((current, { change }) => {
    const { windowDays, merchantResponseHours, ...others } = change;
    return {
      ...current,
      ...others,
      ...(merchantResponseHours !== undefined && {
        merchantResponseHours,
        merchantResponseHoursPerishable: perishableHours(current, merchantResponseHours),
      }),
      ...(windowDays !== undefined && { window: { ...current.window, days: windowDays } }),
    };
  }, rule);
}

/** Perishable goods never get a longer limit than others. */
function perishableHours({ merchantResponseHoursPerishable }: ReasonRule, hours: number): number | null {
  return merchantResponseHoursPerishable === null ? null : Math.min(merchantResponseHoursPerishable, hours);
}

/** The rule of a dispute: that of its reason in its version, adjusted as found at the opening. */
export function ruleOfDispute(
  rulebook: Rulebook,
  dispute: { readonly reason: string; readonly adjustments: readonly RuleAdjustment[] },
): ReasonRule {
  const rule = ruleFor(rulebook, dispute.reason);
  if (rule === null) throw new Error(`Rulebook ${rulebook.version} has no reason ${dispute.reason}.`);
  return adjustedRule(rule, dispute.adjustments);
}

/**
 * What makes a dispute on these lines differ from the rule of its reason: first the category of a line (the row that
 * names the reason goes before one for all), then promises that were made with every line, still held, and are better
 * for the shopper than what holds without them (model.md, idea 3).
 */
export function adjustmentsFor(
  { categoryOverrides, promises }: Pick<Rulebook, "categoryOverrides" | "promises">,
  rule: ReasonRule,
  { lines, now }: { readonly lines: readonly SoldLine[]; readonly now: Date },
): RuleAdjustment[] {
  const ofCategory = categoryAdjustments(categoryOverrides, rule, lines);
  return promises.reduce((found, promise) => {
    const current = adjustedRule(rule, found);
    const adjustment = promiseAdjustment(promise, current, { lines, now });
    return adjustment === null ? found : [...found, adjustment];
  }, ofCategory);
}

function concerns({ reasons }: { readonly reasons: readonly string[] }, { code }: ReasonRule): boolean {
  return reasons.length === 0 || reasons.includes(code);
}

function categoryAdjustments(
  overrides: Rulebook["categoryOverrides"],
  rule: ReasonRule,
  lines: readonly SoldLine[],
): RuleAdjustment[] {
  const categories = new Set(lines.map(({ category }) => category));
  const concerned = overrides.filter((row) => categories.has(row.category) && concerns(row, rule));
  const rows = concerned.filter(
    ({ category, reasons }) =>
      reasons.length > 0 || !concerned.some((row) => row.category === category && row.reasons.length > 0),
  );
  return rows.map(({ category, change, clause }) => ({
    source: AdjustmentSource.CATEGORY,
    name: category,
    change,
    windowClosesAt: null,
    clause,
  }));
}

function promiseAdjustment(
  promise: PromiseRule,
  rule: ReasonRule,
  { lines, now }: { readonly lines: readonly SoldLine[]; readonly now: Date },
): RuleAdjustment | null {
  const ends = lines.map((line) => runningEnd(line, promise.kind, now));
  if (!concerns(promise, rule) || !ends.every((end) => end !== null)) return null;
  const change = betterParts(promise.change, rule);
  const windowClosesAt = promise.windowToItsEnd ? earliest(ends) : null;
  if (Object.keys(change).length === 0 && windowClosesAt === null) return null;
  return {
    source: AdjustmentSource.PROMISE,
    name: promise.kind,
    change,
    windowClosesAt,
    clause: promise.clause,
  };
}

/** Until when a promise holds for a line: `ENDLESS`, or null where it was not made or has ended. */
function runningEnd({ promises }: SoldLine, kind: string, now: Date): Date | "ENDLESS" | null {
  const made = promises.find((promise) => promise.kind === kind);
  if (made === undefined) return null;
  if (made.until === null) return "ENDLESS";
  return made.until >= now ? made.until : null;
}

function earliest(ends: readonly (Date | "ENDLESS")[]): Date | null {
  const dates = ends.filter((end) => end !== "ENDLESS").map((end) => end.getTime());
  return dates.length === 0 ? null : new Date(Math.min(...dates));
}

/** Those parts of a promise that are better for the shopper than the rule. */
function betterParts(change: PromiseRule["change"], rule: ReasonRule): RuleChange {
  const { merchantResponseHours, windowDays, freightBearer, compensation } = change;
  return {
    ...(merchantResponseHours !== undefined &&
      merchantResponseHours < rule.merchantResponseHours && { merchantResponseHours }),
    ...(windowDays !== undefined && windowDays > rule.window.days && { windowDays }),
    ...(freightBearer !== undefined &&
      shopperBears(rule.freightBearer) > shopperBears(freightBearer) && { freightBearer }),
    ...(compensation !== undefined && worthOf(compensation) > worthOf(rule.compensation) && { compensation }),
  };
}

/** How likely the shopper bears freight: the more, the worse. */
function shopperBears(bearer: FreightBearer): number {
  const order: readonly FreightBearer[] = [
    FreightBearer.NONE,
    FreightBearer.MERCHANT,
    FreightBearer.CARRIER,
    FreightBearer.BY_FAULT,
    FreightBearer.AS_AGREED,
    FreightBearer.SHOPPER,
  ];
  return Math.max(order.indexOf(bearer), 1);
}

/** Formulas compare by the multiple of the price that they bring; a promised one brings an expert's fee as well. */
function worthOf(formula: CompensationFormula | null): number {
  switch (formula?.formula) {
    case "MULTIPLE_OF_PRICE":
      return formula.multiple;
    case "PROMISED_MULTIPLE":
      return formula.multiple + 0.5;
    case "MULTIPLE_OF_PRICE_OR_LOSS":
      return formula.priceMultiple;
    case undefined:
      return 0;
    default:
      return 0.1;
  }
}
