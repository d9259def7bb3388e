import { requireEqualAnswers } from "./compare.js";
import type { Round } from "./load.js";
import type { Operation } from "./operations.js";
import { USED_UP } from "./statements.js";
import type { LoadGenerator, Server } from "./processes.js";

/** How long and how hard to measure. */
export interface Plan {
  readonly rounds: number;
  readonly roundMs: number;
  readonly warmUpMs: number;
  readonly connections: number;
}

/** One server over all rounds of an operation. */
export interface Measured {
  /** Answers a second, the median round. */
  readonly rate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server's process for one answer, in milliseconds. */
  readonly cpuMs: number;
  readonly residentMiB: number;
  readonly bytes: number;
  readonly failures: number;
}

/** What came out for one operation. */
export interface Result {
  readonly name: string;
  readonly title: string;
  readonly target: number;
  readonly statements: number;
  readonly ours: Measured;
  readonly limit: Measured;
  /** Our rate as a share of the limit's, round against the round next to it. */
  readonly ratio: { readonly median: number; readonly least: number; readonly most: number };
}

interface Timed extends Round {
  readonly cpuSeconds: number;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function summary(rounds: readonly Timed[], server: Server): Measured {
  const of = (figure: (round: Timed) => number): number => median(rounds.map(figure));
  return {
    rate: of(({ answers, seconds }) => answers / seconds),
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
    cpuMs: of(({ cpuSeconds, answers }) => (1000 * cpuSeconds) / answers),
    residentMiB: server.residentMiB(),
    bytes: Math.round(of(({ bytes, answers }) => bytes / answers)),
    failures: rounds.reduce((sum, { failures }) => sum + failures, 0),
  };
}

/** Measures one operation: equal answers first, then short rounds in turn, ours after the limit. */
export async function measure(
  operation: Operation,
  servers: { readonly ours: Server; readonly limit: Server; readonly load: LoadGenerator },
  plan: Plan & { readonly statements: number; readonly warn: (line: string) => void },
): Promise<Result> {
  const { load } = servers;
  const round = async (who: "ours" | "limit", milliseconds: number): Promise<Timed> => {
    const before = servers[who].cpuSeconds();
    const { connections } = plan;
    const done = await load.ask<Round>({ kind: "run", name: who, connections, milliseconds });
    if (done.failures > 0)
      plan.warn(`${operation.name}, ${who}: ${done.failures} failed: ${done.firstFailure ?? ""}`);
    return { ...done, cpuSeconds: servers[who].cpuSeconds() - before };
  };
  for (const who of ["ours", "limit"] as const) {
    await load.ask({
      kind: "prepare",
      name: who,
      port: servers[who].port,
      requests: operation[who].slice(0, -USED_UP),
    });
  }
  for (let sample = 0; sample < 5; sample += 1) {
    const ours = await load.ask<string>({ kind: "once", name: "ours" });
    requireEqualAnswers(
      ours,
      await load.ask<string>({ kind: "once", name: "limit" }),
      operation.incomparable,
    );
  }
  for (const who of ["limit", "ours"] as const) await round(who, plan.warmUpMs);
  const rounds = { ours: [] as Timed[], limit: [] as Timed[] };
  for (let count = 0; count < plan.rounds; count += 1) {
    for (const who of ["limit", "ours"] as const) rounds[who].push(await round(who, plan.roundMs));
  }
  const ratios = rounds.ours.map(({ answers, seconds }, index) => {
    const beside = rounds.limit[index];
    return beside === undefined ? 0 : answers / seconds / (beside.answers / beside.seconds);
  });
  const { name, title, target } = operation;
  return {
    ...{ name, title, target, statements: plan.statements },
    ours: summary(rounds.ours, servers.ours),
    limit: summary(rounds.limit, servers.limit),
    ratio: { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
  };
}
