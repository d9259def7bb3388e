import { parseAmount, type Money } from "../money.js";
import type { Rulebook } from "./rulebook.js";

/**
 * Whether staff of a level may rule on an amount: it is within the amount that the rulebook names for
 * the level and currency, or the level is the highest one, which has no bound. A currency that a lower
 * level does not name needs the highest level.
 */
export function mayRuleOn(rulebook: Pick<Rulebook, "authority">, level: number, amount: Money): boolean {
  const highest = Math.max(...rulebook.authority.map((rule) => rule.level));
  const rule = rulebook.authority.find((candidate) => candidate.level === level);
  const bound = rule?.amounts[amount.currency];
  if (bound === undefined) return level >= highest;
  return amount.minor <= parseAmount(bound, amount.currency).minor;
}
