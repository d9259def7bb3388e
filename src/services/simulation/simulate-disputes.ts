import { setImmediate as otherWork } from "node:timers/promises";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import { compareReplays, type Comparison, type Divergence } from "../../domain/simulation/divergence.js";
import { NoOutcome, replayDispute, type Replay } from "../../domain/simulation/replay-dispute.js";
import type { SimulationSample } from "../../domain/simulation/sample.js";
import { lastedMs, TotalsCounter, type SimulationTotals } from "../../domain/simulation/totals.js";
import {
  countSample,
  readCourses,
  readMediatorLevels,
  type SampledDispute,
} from "../../persistence/simulation-course.store.js";
import type { SimulationResult } from "../../persistence/simulation.store.js";
import { clockSettingOf } from "../clock/clock-setting.js";
import type { UseCaseContext } from "../use-case.js";

/** What to replay. */
export interface SimulationRun {
  readonly draft: Rulebook;
  readonly sample: SimulationSample;
  /** The sample holds what was opened until then, and replays run until then: so it is the same sample on every run. */
  readonly until: Date;
}

/** What came of some disputes, and how far that leads. */
export interface SimulatedBatch {
  /** Those that differ. */
  readonly results: readonly SimulationResult[];
  readonly done: number;
  readonly total: number;
}

/** Disputes read by one statement. */
const BATCH = 250;
/** Disputes replayed before other work of the process has its turn. */
const TURN = 25;
/** Comes before every UUID in use. */
const nilUuid = "00000000-0000-0000-0000-000000000000";

/**
 * Replays past disputes under a draft and compares that with the same replay under their own versions. It reads
 * one batch at a time in one statement, keeps no more than that in memory and writes nothing.
 * @param onBatch hears of every batch; false ends the simulation
 * @returns the totals; null if `onBatch` ended it
 */
export async function simulateDisputes(
  context: Pick<UseCaseContext, "database" | "rulebook">,
  run: SimulationRun,
  onBatch: (batch: SimulatedBatch) => Promise<boolean>,
): Promise<SimulationTotals | null> {
  const { database } = context;
  const total = await countSample(database, run.sample, run.until);
  const mediators = await readMediatorLevels(database);
  const counter = new TotalsCounter();
  let [done, changed, after] = [0, 0, nilUuid];
  for (;;) {
    const disputes = await readCourses(database, run, { after, limit: BATCH, mediators });
    const results: SimulationResult[] = [];
    for (const dispute of disputes) {
      const own = await context.rulebook(dispute.rulebookVersion);
      const comparison = compare(dispute, own, run);
      count(counter, dispute, comparison);
      if (comparison.divergence !== null) {
        results.push(resultOf(dispute, comparison, comparison.divergence, (changed += 1)));
      }
      after = dispute.id;
      if ((done += 1) % TURN === 0) await otherWork();
    }
    if (!(await onBatch({ results, done, total }))) return null;
    if (disputes.length < BATCH) return counter.totals();
  }
}

function compare(
  { course: recorded, clocks, openedAt }: SampledDispute,
  own: Rulebook,
  { draft, until: now }: SimulationRun,
): Comparison {
  const course = { ...recorded, clocks: clockSettingOf(clocks, openedAt) };
  const under = (rulebook: Rulebook): Replay => replayDispute({ course, rulebook, own, now });
  return compareReplays(under(own), under(draft));
}

function count(counter: TotalsCounter, dispute: SampledDispute, comparison: Comparison): void {
  const { currency, openedAt, outcome, owedMinor } = dispute;
  const { before } = comparison;
  const likeRecord = before.outcome === (outcome ?? NoOutcome.UNDECIDED) && before.moneyMinor === owedMinor;
  counter.add({ comparison, currency, openedAt, likeRecord });
}

function resultOf(
  { id: disputeId, currency, openedAt }: SampledDispute,
  { before, after }: Comparison,
  { at: partedAt, ...parting }: Divergence,
  position: number,
): SimulationResult {
  return {
    ...{ disputeId, position, currency, partedAt, ...parting },
    outcomeBefore: before.outcome,
    outcomeAfter: after.outcome,
    moneyBeforeMinor: before.moneyMinor,
    moneyAfterMinor: after.moneyMinor,
    lastedBeforeMs: lastedMs(before, openedAt),
    lastedAfterMs: lastedMs(after, openedAt),
  };
}
