import type { RemedyItem, RemedyKind } from "../dispute/remedy.js";
import type { FaultParty, Ruling, RulingOutcome } from "./ruling.js";

/** One party's share of the fault before and after, in basis points; 0 where it had or has none. */
export interface FaultShareChange {
  readonly party: FaultParty;
  readonly before: number;
  readonly after: number;
}

/** One remedy before and after: null where it was not ordered, or is not any more. */
export interface RemedyChange {
  readonly kind: RemedyKind;
  readonly orderLineId: string;
  /** Minor units; 0 for acts. */
  readonly beforeMinor: bigint | null;
  readonly afterMinor: bigint | null;
}

/** What one ruling changes of another. */
export interface AppealChanges {
  readonly outcomeBefore: RulingOutcome;
  readonly outcomeAfter: RulingOutcome;
  /** Only those that changed. */
  readonly faultShares: readonly FaultShareChange[];
  /** Only those that changed, in the order of the first ruling, then those that were added. */
  readonly remedies: readonly RemedyChange[];
}

type Decided = Pick<Ruling, "outcome" | "faultShares" | "remedies">;

/** What the second of two rulings changes of the first. Remedies of one kind for one line are summed. */
export function appealChanges(first: Decided, second: Decided): AppealChanges {
  return {
    outcomeBefore: first.outcome,
    outcomeAfter: second.outcome,
    faultShares: shareChanges(first, second),
    remedies: remedyChanges(first.remedies, second.remedies),
  };
}

/** Whether the second of two rulings says anything else. */
export function changesAnything({
  outcomeBefore,
  outcomeAfter,
  faultShares,
  remedies,
}: AppealChanges): boolean {
  return outcomeBefore !== outcomeAfter || faultShares.length > 0 || remedies.length > 0;
}

function shareChanges(first: Decided, second: Decided): FaultShareChange[] {
  const shareIn = ({ faultShares }: Decided, party: FaultParty): number =>
    faultShares.find((share) => share.party === party)?.basisPoints ?? 0;
  const parties = new Set([...first.faultShares, ...second.faultShares].map(({ party }) => party));
  return [...parties]
    .map((party) => ({ party, before: shareIn(first, party), after: shareIn(second, party) }))
    .filter(({ before, after }) => before !== after);
}

function remedyChanges(first: readonly RemedyItem[], second: readonly RemedyItem[]): RemedyChange[] {
  const before = summed(first);
  const after = summed(second);
  return [...new Map([...before, ...after]).values()]
    .map(({ kind, orderLineId }) => {
      const key = keyOf({ kind, orderLineId });
      const beforeMinor = before.get(key)?.amountMinor ?? null;
      const afterMinor = after.get(key)?.amountMinor ?? null;
      return { kind, orderLineId, beforeMinor, afterMinor };
    })
    .filter(({ beforeMinor, afterMinor }) => beforeMinor !== afterMinor);
}

function keyOf({ kind, orderLineId }: Pick<RemedyItem, "kind" | "orderLineId">): string {
  return `${kind} ${orderLineId}`;
}

function summed(items: readonly RemedyItem[]): Map<string, RemedyItem> {
  const sums = new Map<string, RemedyItem>();
  for (const item of items) {
    const known = sums.get(keyOf(item))?.amountMinor ?? 0n;
    sums.set(keyOf(item), { ...item, amountMinor: known + item.amountMinor });
  }
  return sums;
}
