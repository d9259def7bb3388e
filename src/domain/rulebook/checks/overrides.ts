import { memberPath, ProblemCollector, reject } from "../format/problem.js";
import type { CategoryOverride } from "../rule-change.js";
import type { Rulebook } from "../rulebook.js";
import { checkFormula, checkSilence } from "./reason.js";

/**
 * Checks that what categories change leaves every rule consistent, and that no two rows speak of the same.
 * @throws InvalidRulebookError
 */
export function checkOverrides({ categoryOverrides, promises, reasons }: Rulebook): void {
  const problems = new ProblemCollector();
  categoryOverrides.forEach((override, index) => {
    const path = `categoryOverrides.${index}`;
    problems.check(() => {
      checkOnce(categoryOverrides.slice(0, index), override, path);
    });
    problems.check(() => {
      checkFormula(override.change.compensation ?? null, memberPath(path, "change.compensation"));
    });
    for (const [code, rule] of Object.entries(reasons)) {
      if (override.reasons.length > 0 && !override.reasons.includes(code)) continue;
      problems.check(() => {
        checkSilence({ ...rule, ...override.change }, memberPath(path, "change"));
      });
    }
  });
  promises.forEach(({ kind, change, windowToItsEnd }, index) => {
    const path = `promises.${index}`;
    problems.check(() => {
      if (promises.findIndex((promise) => promise.kind === kind) < index)
        reject(memberPath(path, "kind"), `${kind} stands in the list already.`);
      if (Object.keys(change).length === 0 && !windowToItsEnd)
        reject(memberPath(path, "change"), "the promise changes nothing.");
    });
    problems.check(() => {
      checkFormula(change.compensation ?? null, memberPath(path, "change.compensation"));
    });
  });
  problems.finish();
}

function checkOnce(before: readonly CategoryOverride[], override: CategoryOverride, path: string): void {
  const same = (other: CategoryOverride): boolean =>
    other.category === override.category &&
    (other.reasons.length === 0) === (override.reasons.length === 0) &&
    (other.reasons.length === 0 || other.reasons.some((reason) => override.reasons.includes(reason)));
  if (before.some(same)) {
    reject(memberPath(path, "category"), `${override.category} has a row for the same reasons already.`);
  }
}
