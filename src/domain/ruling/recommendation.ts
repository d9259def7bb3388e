import type { RemedyItem, RemedyKind } from "../dispute/remedy.js";
import type { FormulaInputName, FormulaTrace } from "../rulebook/formula-values.js";
import type { BurdenOfProof } from "../rulebook/conditional-rule.js";
import type { RecommendedRuling, RulingOutcome } from "./ruling.js";

/** What became of a condition: it held, it did not, or facts are missing to tell. */
export const ConditionState = { FAILED: "FAILED", HELD: "HELD", UNKNOWN: "UNKNOWN" } as const;
export type ConditionState = (typeof ConditionState)[keyof typeof ConditionState];

/** One condition that was looked at, in the order of the rulebook. */
export interface ConditionTrace {
  readonly condition: string;
  /** Code of the clause that the rule with this condition stands in. */
  readonly clause: string;
  readonly state: ConditionState;
  /** The facts that it would need; none unless UNKNOWN. */
  readonly missingFacts: readonly string[];
}

/** What is advised for one order line. */
export interface RecommendedRemedy {
  readonly kind: RemedyKind;
  /** UUID of the order line. */
  readonly orderLineId: string;
  /** Minor units, within what is refundable and the ceilings; 0 for acts; null where facts are missing for it. */
  readonly amountMinor: bigint | null;
  /** The most that may be ordered, where the amount is not known. */
  readonly atMostMinor: bigint | null;
  readonly missingFacts: readonly FormulaInputName[];
  /** How a compensation was worked out; null for other remedies. */
  readonly formulaTrace: FormulaTrace | null;
}

/** What the rulebook advises to rule. */
export interface Recommendation {
  readonly outcome: RulingOutcome;
  readonly remedies: readonly RecommendedRemedy[];
  /** Codes of the clauses that it rests on: the rule's own first, then the reason's. */
  readonly clauses: readonly [string, ...string[]];
}

/** Who must prove the core fact first, and where that is written. */
export interface Burden {
  readonly burdenOfProof: BurdenOfProof;
  readonly clause: string;
  /** The conditions that were looked at for it. */
  readonly trace: readonly ConditionTrace[];
}

/** The advice for a case: a recommendation or none, in either case with what was looked at. */
export interface RulingAdvice {
  /** Null where no rule of the reason holds on what is known, or nothing is left to order. */
  readonly recommendation: Recommendation | null;
  readonly trace: readonly ConditionTrace[];
  readonly burden: Burden;
}

/** What is kept of a recommendation with the ruling. */
export function recommendedRuling({ outcome, remedies, clauses }: Recommendation): RecommendedRuling {
  return {
    outcome,
    remedies: remedies.map(({ kind, orderLineId, amountMinor }) => ({ kind, orderLineId, amountMinor })),
    clause: clauses[0],
  };
}

/**
 * Whether a ruling is other than what was recommended: another outcome, another remedy for a line, or another
 * amount. Where the recommendation knows no amount the mediator finds it, and any is as recommended.
 */
export function diverges(
  ruled: { readonly outcome: RulingOutcome; readonly remedies: readonly RemedyItem[] },
  { outcome, remedies }: RecommendedRuling,
): boolean {
  if (ruled.outcome !== outcome) return true;
  const wanted = amountsOf(remedies);
  const given = amountsOf(ruled.remedies);
  if (wanted.size !== given.size) return true;
  return [...wanted].some(([what, amount]) => {
    const actual = given.get(what);
    return actual === undefined || (amount !== null && actual !== amount);
  });
}

/** The sum for each remedy of each line; null where a part of it is not known. */
function amountsOf(items: readonly RecommendedRuling["remedies"][number][]): Map<string, bigint | null> {
  const sums = new Map<string, bigint | null>();
  for (const { kind, orderLineId, amountMinor } of items) {
    const key = `${kind} ${orderLineId}`;
    const before = sums.get(key) ?? (sums.has(key) ? null : 0n);
    sums.set(key, before === null || amountMinor === null ? null : before + amountMinor);
  }
  return sums;
}
