import type { ConditionLanguage } from "../condition.js";
import { InvalidRulebookError, memberPath, ProblemCollector } from "../format/problem.js";
import type { Rulebook } from "../rulebook.js";
import { itemPath } from "./references.js";

/**
 * Checks every condition against the facts that conditions can be about.
 * @throws InvalidRulebookError with the place within each condition
 */
export function checkConditions({ reasons }: Pick<Rulebook, "reasons">, language: ConditionLanguage): void {
  const problems = new ProblemCollector();
  for (const [code, { burdenRules, recommendations }] of Object.entries(reasons)) {
    for (const [list, rules] of Object.entries({ burdenRules, recommendations })) {
      rules.forEach(({ when }, index) => {
        problems.attempt(() => {
          const problem = language.check(when);
          if (problem === null) return;
          const path = memberPath(itemPath(`reasons.${code}`, list, index), "when");
          const { message, line, column } = problem;
          throw new InvalidRulebookError([{ path, message, within: { line, column } }]);
        });
      });
    }
  }
  problems.finish();
}
