import { parseAmount, type Money } from "../money.js";
import type { Level } from "./level.js";
import type { Rulebook } from "./rulebook.js";

/** The highest amounts that a level may rule on. */
export interface AuthorityBounds {
  /** In minor units, that amount included, by ISO 4217 code. */
  readonly minorByCurrency: Readonly<Record<string, bigint>>;
  /** Whether any amount of a currency that is not named above may be ruled on; if not, none may. */
  readonly othersUnbounded: boolean;
}

/**
 * What staff of a level may rule on: up to the amount that the rulebook names for the level and currency.
 * The highest level has no bound; a currency that a lower level does not name needs the highest level.
 */
export function authorityBounds({ authority }: Pick<Rulebook, "authority">, level: number): AuthorityBounds {
  const highest = Math.max(...authority.map((rule) => rule.level));
  const named = Object.entries(authority.find((rule) => rule.level === level)?.amounts ?? {});
  return {
    minorByCurrency: Object.fromEntries(
      named.map(([currency, amount]) => [currency, parseAmount(amount, currency).minor]),
    ),
    othersUnbounded: level >= highest,
  };
}

/** Whether staff of a level may rule on an amount, by {@link authorityBounds}. */
export function mayRuleOn(rulebook: Pick<Rulebook, "authority">, level: number, amount: Money): boolean {
  const { minorByCurrency, othersUnbounded } = authorityBounds(rulebook, level);
  const bound = minorByCurrency[amount.currency];
  return bound === undefined ? othersUnbounded : amount.minor <= bound;
}

/** The level that a case goes to when this one is late or exceeded; the last level keeps it. */
export function nextLevel({ escalation }: Pick<Rulebook, "escalation">, level: Level): Level {
  return escalation.find(({ from }) => from === level)?.to ?? level;
}
