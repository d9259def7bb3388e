import { parseAmount } from "../../money.js";
import { memberPath, reject } from "../format/problem.js";
import type { AuthorityRule, EscalationStep } from "../level.js";
import type { Rulebook } from "../rulebook.js";

const levels = [1, 2, 3] as const;

/**
 * Checks that every amount has somebody to rule on it: all levels in order, each with more than the one below, and
 * the highest without a bound.
 * @throws InvalidRulebookError
 */
export function checkAuthority(authority: readonly AuthorityRule[]): void {
  checkLevels(authority);
  if (Object.keys(authority[2]?.amounts ?? {}).length > 0) {
    reject("authority.2.amounts", "the highest level has no bound, so it must be empty.");
  }
  checkAuthorityRises(authority[0]?.amounts ?? {}, authority[1]?.amounts ?? {});
}

function checkLevels(authority: readonly AuthorityRule[]): void {
  const wrong = authority.findIndex(({ level }, index) => level !== levels[index]);
  if (wrong === -1 && authority.length === levels.length) return;
  reject(
    wrong === -1 ? "authority" : `authority.${wrong}.level`,
    "levels 1, 2 and 3 are expected, each once and in this order.",
  );
}

function checkAuthorityRises(lower: AuthorityRule["amounts"], upper: AuthorityRule["amounts"]): void {
  for (const [currency, amount] of Object.entries(lower)) {
    const above = upper[currency];
    const path = memberPath("authority.1.amounts", currency);
    if (above === undefined) reject(path, "a currency that level 1 may rule on needs an amount here too.");
    if (parseAmount(above, currency).minor < parseAmount(amount, currency).minor) {
      reject(path, `it is below the ${amount} of level 1.`);
    }
  }
}

/**
 * Checks that escalation leads from every level to the highest and never in a circle.
 * @throws InvalidRulebookError with the circle or the level where it ends
 */
export function checkEscalation(escalation: readonly EscalationStep[]): void {
  escalation.forEach(({ from }, index) => {
    if (escalation.findIndex((step) => step.from === from) < index) {
      reject(`escalation.${index}.from`, `level ${from} has a next level already.`);
    }
  });
  for (const start of levels.slice(0, -1)) {
    const way: number[] = [start];
    for (let at = indexFrom(escalation, start); at !== -1;) {
      const to = escalation[at]?.to ?? start;
      if (way.includes(to)) {
        reject(`escalation.${at}.to`, `escalation goes in a circle: ${[...way, to].join(" → ")}.`);
      }
      way.push(to);
      at = indexFrom(escalation, to);
    }
    if (way.at(-1) !== 3) {
      reject("escalation", `from level ${start} it ends at level ${String(way.at(-1))}: ${way.join(" → ")}.`);
    }
  }
  const beyond = indexFrom(escalation, 3);
  if (beyond !== -1) reject(`escalation.${beyond}.from`, "level 3 is the highest and has no next.");
}

function indexFrom(escalation: readonly EscalationStep[], level: number): number {
  return escalation.findIndex(({ from }) => from === level);
}

/** Checks that no situation has two rows. @throws InvalidRulebookError */
export function checkFreightMatrix({ freightMatrix }: Pick<Rulebook, "freightMatrix">): void {
  freightMatrix.forEach(({ situation }, index) => {
    if (freightMatrix.findIndex((row) => row.situation === situation) < index) {
      reject(`freightMatrix.${index}.situation`, `${situation} has a row already.`);
    }
  });
}
