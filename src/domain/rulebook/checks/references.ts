import { memberPath, ProblemCollector, reject } from "../format/problem.js";
import type { Rulebook } from "../rulebook.js";

/** Every place of a rulebook that cites a clause, with its path. */
function citations({
  reasons,
  timers,
  freightMatrix,
  categoryOverrides,
  promises,
  mediation,
  rulingChecks,
}: Rulebook): (readonly [path: string, clause: string])[] {
  const ofList = (path: string, items: readonly { readonly clause: string }[]) =>
    items.map(({ clause }, index) => [`${path}.${index}.clause`, clause] as const);
  return [
    ...Object.entries(timers as unknown as Readonly<Record<string, { readonly clause: string }>>).map(
      ([name, { clause }]) => [`timers.${name}.clause`, clause] as const,
    ),
    ...Object.entries(reasons).flatMap(([code, { clause, burdenRules, recommendations }]) => [
      [`reasons.${code}.clause`, clause] as const,
      ...ofList(`reasons.${code}.burdenRules`, burdenRules),
      ...ofList(`reasons.${code}.recommendations`, recommendations),
    ]),
    ...ofList("freightMatrix", freightMatrix),
    ...ofList("categoryOverrides", categoryOverrides),
    ...ofList("promises", promises),
    ...ofList("mediation.forbiddenTerms", mediation.forbiddenTerms),
    ...ofList("rulingChecks.checks", rulingChecks.checks),
    ...(mediation.sealedLimits === null
      ? []
      : [["mediation.sealedLimits.clause", mediation.sealedLimits.clause] as const]),
  ];
}

/**
 * Checks that what is named exists: clauses that are cited, reasons that overrides and promises are for, and that
 * what stands under a name carries it.
 * @throws InvalidRulebookError
 */
export function checkReferences(rulebook: Rulebook): void {
  const { clauses, reasons, categoryOverrides, promises } = rulebook;
  const problems = new ProblemCollector();
  if (Object.keys(reasons).length === 0) reject("reasons", "there must be at least one reason.");
  for (const [path, clause] of citations(rulebook)) {
    problems.check(() => {
      if (!Object.hasOwn(clauses, clause)) reject(path, `there is no clause "${clause}" in this rulebook.`);
    });
  }
  for (const [table, entries] of Object.entries({ clauses, reasons })) {
    for (const [key, { code }] of Object.entries(entries)) {
      problems.check(() => {
        if (code !== key)
          reject(`${table}.${key}.code`, `it must be "${key}", the name that it stands under.`);
      });
    }
  }
  for (const [list, items] of Object.entries({ categoryOverrides, promises })) {
    items.forEach((item, index) => {
      item.reasons.forEach((reason, position) => {
        problems.check(() => {
          if (!Object.hasOwn(reasons, reason))
            reject(
              `${list}.${index}.reasons.${position}`,
              `there is no reason "${reason}" in this rulebook.`,
            );
        });
      });
    });
  }
  problems.finish();
}

/** The path of an item in a list of a reason's rule. */
export function itemPath(path: string, list: string, index: number): string {
  return memberPath(memberPath(path, list), index);
}
