import type { Case } from "./case.js";
import type { CaseFacts, ConditionVariable } from "./facts/fact.js";
import { factsOfClaim } from "./facts/of-claim.js";
import { factsOfDispute } from "./facts/of-dispute.js";
import { factsOfOrder } from "./facts/of-order.js";

const facts = [...factsOfClaim, ...factsOfOrder, ...factsOfDispute];

/** All variables that the conditions of a rulebook may use. */
export const conditionVariables: readonly ConditionVariable[] = facts.map(({ name, type, description }) => ({
  name,
  type,
  description,
}));

/** The facts of a case that are known. */
export function caseFacts(subject: Case): CaseFacts {
  const known = facts.flatMap(({ name, of }) => {
    const value = of(subject);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}
