import type { RemedyKind } from "../dispute/remedy.js";
import type { RehearsalWeights } from "../rulebook/rulebook.js";
import type { RulingOutcome } from "../ruling/ruling.js";

/** A ruling as far as it can be compared; lines go by number. */
export interface ComparableRuling {
  readonly outcome: RulingOutcome;
  readonly remedies: readonly {
    readonly kind: RemedyKind;
    readonly line: number;
    readonly amountMinor: bigint;
  }[];
  readonly clauses: readonly string[];
}

/** How near a rehearsed ruling is to the one that stood, in basis points: 10,000 is the same. */
export interface RehearsalScore {
  readonly total: number;
  /** All or nothing. */
  readonly outcome: number;
  /** Remedies by kind and line that are in both, of those that are in either. */
  readonly remedies: number;
  /** How near the sums are, as a share of the claim or of the larger sum if that is more. */
  readonly amount: number;
  /** Clauses that are in both, of those that are in either. */
  readonly clauses: number;
}

const WHOLE = 10_000;

/**
 * Compares a rehearsed ruling with the one that stood. The total is the mean of the parts by the rulebook's weights.
 * @param claimedMinor what was claimed, minor units
 */
export function scoreRehearsal(
  {
    rehearsed,
    stood,
    claimedMinor,
  }: {
    readonly rehearsed: ComparableRuling;
    readonly stood: ComparableRuling;
    readonly claimedMinor: bigint;
  },
  weights: RehearsalWeights,
): RehearsalScore {
  const parts = {
    outcome: rehearsed.outcome === stood.outcome ? WHOLE : 0,
    remedies: inCommon(keysOf(rehearsed), keysOf(stood)),
    amount: nearness(sumOf(rehearsed), sumOf(stood), claimedMinor),
    clauses: inCommon(rehearsed.clauses, stood.clauses),
  };
  const { outcome, remedies, amount, clauses } = weights;
  const weighted =
    parts.outcome * outcome + parts.remedies * remedies + parts.amount * amount + parts.clauses * clauses;
  return { ...parts, total: Math.round(weighted / (outcome + remedies + amount + clauses)) };
}

function keysOf({ remedies }: ComparableRuling): string[] {
  return remedies.map(({ kind, line }) => `${kind} ${line}`);
}

function sumOf({ remedies }: ComparableRuling): bigint {
  return remedies.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

function inCommon(one: readonly string[], other: readonly string[]): number {
  const [first, second] = [new Set(one), new Set(other)];
  const shared = [...first].filter((each) => second.has(each)).length;
  const all = first.size + second.size - shared;
  return all === 0 ? WHOLE : Math.round((shared * WHOLE) / all);
}

function nearness(one: bigint, other: bigint, claimed: bigint): number {
  const apart = one > other ? one - other : other - one;
  const scale = [one, other, claimed].reduce((left, right) => (left > right ? left : right));
  return scale === 0n ? WHOLE : WHOLE - Number((apart * BigInt(WHOLE)) / scale);
}
