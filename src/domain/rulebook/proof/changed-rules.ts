import { adjustedRule, AdjustmentSource } from "../adjustments.js";
import type { ReasonRule } from "../reason-rule.js";
import type { RuleChange } from "../rule-change.js";
import type { Rulebook } from "../rulebook.js";

/** The rule of a reason as a category or a promise makes it. */
export interface ChangedRule {
  readonly rule: ReasonRule;
  readonly change: RuleChange;
  /** The category, or the kind of the promise. */
  readonly name: string;
  /** Where the change stands in the document. */
  readonly path: string;
}

/** Every rule that some goods or some promise may make of the rule of a reason. */
export function changedRules({ reasons, categoryOverrides, promises }: Rulebook): ChangedRule[] {
  const rows = [
    ...categoryOverrides.map((row, index) => {
      return {
        ...row,
        source: AdjustmentSource.CATEGORY,
        name: row.category,
        at: `categoryOverrides.${index}`,
      };
    }),
    ...promises.map((row, index) => {
      return { ...row, source: AdjustmentSource.PROMISE, name: row.kind, at: `promises.${index}` };
    }),
  ];
  return rows.flatMap(({ source, name, at, change, clause, reasons: concerned }) =>
    Object.values(reasons)
      .filter(({ code }) => concerned.length === 0 || concerned.includes(code))
      .map((rule) => {
        const adjustment = { source, name, change, windowClosesAt: null, clause };
        return { rule: adjustedRule(rule, [adjustment]), change, name, path: `${at}.change` };
      }),
  );
}

/**
 * Those of the changed rules that have to be explored by themselves: their disputes may take another course than those
 * of the reason, and than those of each other. Hours alone draw no other course, and how many there may be is counted
 * apart; without this a publication would explore every reason anew for every category.
 */
export function rulesOfOtherCourse(rulebook: Rulebook): ChangedRule[] {
  const known = new Set(Object.values(rulebook.reasons).map(courseOf));
  return changedRules(rulebook).filter(({ rule }) => {
    const course = courseOf(rule);
    if (known.has(course)) return false;
    known.add(course);
    return true;
  });
}

function courseOf({ code, onMerchantSilence, compensation, urgent }: ReasonRule): string {
  return JSON.stringify([code, onMerchantSilence, compensation, urgent]);
}
