import type { Comparison } from "./divergence.js";
import type { Replay, SimulatedOutcome } from "./replay-dispute.js";

/** Sums of one currency; amounts of several are never added together. */
export interface MoneyTotals {
  readonly currency: string;
  /** Minor units that merchants owe under the versions that the disputes were opened under. */
  readonly beforeMinor: bigint;
  /** The same under the draft. */
  readonly afterMinor: bigint;
}

/** How many disputes went from one end to another. */
export interface OutcomeTotals {
  readonly before: SimulatedOutcome;
  readonly after: SimulatedOutcome;
  readonly disputes: number;
}

/** How many disputes part by one clause. */
export interface ClauseTotals {
  readonly clause: string;
  readonly disputes: number;
}

/** What a draft would have changed about many disputes. */
export interface SimulationTotals {
  readonly disputes: number;
  /** How many would have ended otherwise, with other money or at another time. */
  readonly changed: number;
  /** How many do not end as recorded when they are replayed under their own version: facts have changed since. */
  readonly unlikeRecord: number;
  readonly money: readonly MoneyTotals[];
  /** How many are decided under both, which the times below are sums over. */
  readonly decidedInBoth: number;
  readonly beforeMs: bigint;
  readonly afterMs: bigint;
  /** Every pair of ends, unchanged ones too; in the order of their names. */
  readonly byOutcome: readonly OutcomeTotals[];
  /** The changed ones, in the order of the clauses. */
  readonly byClause: readonly ClauseTotals[];
}

/** One dispute for the totals. */
export interface CountedDispute {
  readonly comparison: Comparison;
  readonly currency: string;
  readonly openedAt: Date;
  /** Whether the replay under the own version ended as recorded. */
  readonly likeRecord: boolean;
}

/** How long a dispute took from its opening to its decision, in milliseconds; null if it was not decided. */
export function lastedMs({ decidedAt }: Pick<Replay, "decidedAt">, openedAt: Date): number | null {
  return decidedAt === null ? null : decidedAt.getTime() - openedAt.getTime();
}

/** Adds up what a draft would have changed, dispute by dispute, without keeping any of them. */
export class TotalsCounter {
  private disputes = 0;
  private changed = 0;
  private unlikeRecord = 0;
  private decidedInBoth = 0;
  private beforeMs = 0n;
  private afterMs = 0n;
  private readonly money = new Map<string, { beforeMinor: bigint; afterMinor: bigint }>();
  private readonly outcomes = new Map<string, number>();
  private readonly clauses = new Map<string, number>();

  add({ comparison, currency, openedAt, likeRecord }: CountedDispute): void {
    const { before, after, divergence } = comparison;
    this.disputes += 1;
    if (!likeRecord) this.unlikeRecord += 1;
    const sums = this.money.get(currency) ?? { beforeMinor: 0n, afterMinor: 0n };
    sums.beforeMinor += before.moneyMinor;
    sums.afterMinor += after.moneyMinor;
    this.money.set(currency, sums);
    this.addTimes(lastedMs(before, openedAt), lastedMs(after, openedAt));
    count(this.outcomes, `${before.outcome} ${after.outcome}`);
    if (divergence === null) return;
    this.changed += 1;
    count(this.clauses, divergence.clause);
  }

  private addTimes(before: number | null, after: number | null): void {
    if (before === null || after === null) return;
    this.decidedInBoth += 1;
    this.beforeMs += BigInt(before);
    this.afterMs += BigInt(after);
  }

  /** The totals so far. */
  totals(): SimulationTotals {
    const { disputes, changed, unlikeRecord, decidedInBoth, beforeMs, afterMs } = this;
    return {
      ...{ disputes, changed, unlikeRecord, decidedInBoth, beforeMs, afterMs },
      money: sorted(this.money).map(([currency, sums]) => ({ currency, ...sums })),
      byOutcome: sorted(this.outcomes).map(([pair, disputes]) => ({ ...pairOf(pair), disputes })),
      byClause: sorted(this.clauses).map(([clause, disputes]) => ({ clause, disputes })),
    };
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function pairOf(pair: string): { before: SimulatedOutcome; after: SimulatedOutcome } {
  const [before, after] = pair.split(" ") as [SimulatedOutcome, SimulatedOutcome];
  return { before, after };
}
