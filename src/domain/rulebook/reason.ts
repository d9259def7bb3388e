import type { ReasonRule } from "./reason-rule.js";
import type { Rulebook } from "./rulebook.js";

/** The rule of a reason in this rulebook, or null if it has no such reason. */
export function ruleFor({ reasons }: Pick<Rulebook, "reasons">, reason: string): ReasonRule | null {
  // A reason comes from a client: "constructor" must not find what every object inherits.
  return Object.hasOwn(reasons, reason) ? (reasons[reason] ?? null) : null;
}

/** The rule of a dispute's reason; its rulebook version always has one, for it was opened under it. */
export function ruleOf(rulebook: Rulebook, reason: string): ReasonRule {
  const rule = ruleFor(rulebook, reason);
  if (rule === null) throw new Error(`Rulebook ${rulebook.version} has no reason ${reason}.`);
  return rule;
}
