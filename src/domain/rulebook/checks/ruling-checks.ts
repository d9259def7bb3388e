import { ProblemCollector, reject } from "../format/problem.js";
import type { Rulebook } from "../rulebook.js";

/**
 * Checks that each check of rulings is set once.
 * @throws InvalidRulebookError
 */
export function checkRulingChecks({ rulingChecks: { checks } }: Pick<Rulebook, "rulingChecks">): void {
  const problems = new ProblemCollector();
  checks.forEach(({ check }, index) => {
    problems.check(() => {
      if (checks.findIndex((other) => other.check === check) < index)
        reject(`rulingChecks.checks.${index}.check`, `${check} is set before. Each check is set once.`);
    });
  });
  problems.finish();
}
