import type { CaseFacts } from "./facts/fact.js";

/**
 * A condition in CEL (Common Expression Language) over the facts of a case, e.g. `daysSinceDelivery <= 180`. Its
 * variables are those of `conditionVariables`.
 */
export type Condition = string;

/** Why a condition cannot be used, and where in its source. */
export interface ConditionProblem {
  readonly message: string;
  /** 1 for the first line of the condition. */
  readonly line: number;
  /** 1 for the first character of the line. */
  readonly column: number;
}

/**
 * What a condition says of a case: whether it holds, or which facts it would need to know that; none are missing where
 * it cannot be worked out at all, as when it divides by 0.
 */
export type ConditionAnswer = { readonly value: boolean } | { readonly missing: readonly string[] };

/**
 * The language that the conditions of a rulebook are written in (CEL). The domain says what it needs of it; the
 * implementation stands in `services/rulebook/conditions.ts`.
 */
export interface ConditionLanguage {
  /** Checks syntax, names and types against `conditionVariables`; null when the condition can be used. */
  check(source: string): ConditionProblem | null;
  /** Evaluates a condition that passed {@link check}. A fact that is absent is not false: it is missing. */
  evaluate(source: string, facts: CaseFacts): ConditionAnswer;
}
