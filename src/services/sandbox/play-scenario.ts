import type { Dispute } from "../../domain/dispute/dispute.js";
import { addHours, earlier } from "../../domain/time.js";
import type { Tx } from "../../persistence/database.js";
import { NestedDatabase } from "../../persistence/nested-database.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import { acts } from "./acts.js";
import { newCast, type Cast } from "./cast.js";
import type { Scenario } from "./scenario.js";
import { nextEnd, Stage } from "./stage.js";

/** What a scenario has left behind. */
export interface PlayedScenario {
  /** UUID. */
  readonly disputeId: string;
  readonly cast: Cast;
}

/** Thrown to take a play back that lies at the wrong time. */
class MisplacedError extends Error {
  override readonly name = "MisplacedError";

  /** @param shiftMs by how much it should lie later */
  constructor(readonly shiftMs: number) {
    super("A rehearsal");
  }
}

/** Rehearsals of one scenario at most. One suffices where clocks run evenly; calendars may need another. */
const MAXIMUM_REHEARSALS = 3;
/** How far beside its time a play may lie, in milliseconds. */
const TOLERANCE_MS = 60_000;

/**
 * Plays a scenario through the use cases, all in the open transaction: while it lies in the past with its deadlines
 * run out, nobody sees it and no timer can fire. When it has to begin is found by playing it: a play whose end is not
 * where the scenario wants it is taken back and played again earlier or later, whatever the rules make of its length.
 */
export async function playScenario(
  tx: Tx,
  context: UseCaseContext,
  scenario: Scenario,
): Promise<PlayedScenario> {
  const database = new NestedDatabase(context.database, tx);
  const now = context.clock.now();
  let begin = now;
  for (let rehearsals = 0; ; rehearsals += 1) {
    try {
      const isLast = rehearsals === MAXIMUM_REHEARSALS;
      return await inTransaction(database, () =>
        playOnce({ ...context, database }, scenario, { now, begin, isLast }),
      );
    } catch (error) {
      if (!(error instanceof MisplacedError)) throw error;
      begin = new Date(begin.getTime() + error.shiftMs);
    }
  }
}

async function playOnce(
  context: UseCaseContext,
  scenario: Scenario,
  { now, begin, isLast }: { readonly now: Date; readonly begin: Date; readonly isLast: boolean },
): Promise<PlayedScenario> {
  const cast = newCast(context.newId);
  const stage = new Stage(context, cast, begin);
  await stage.open(scenario.claim);
  for (const act of scenario.acts) await stage.play(acts[act]);
  const dispute = await stage.dispute();
  const shiftMs = misplacement(scenario, { now, dispute, lastAct: stage.lastAct });
  if (Math.abs(shiftMs) > TOLERANCE_MS && !isLast) throw new MisplacedError(shiftMs);
  // What the clock would have said since the last act, such as reminders.
  await stage.passUntil(now);
  return { disputeId: dispute.id, cast };
}

/** By how many milliseconds a play lies too early; it never reaches into the future. */
function misplacement(
  { when }: Scenario,
  { now, dispute, lastAct }: { readonly now: Date; readonly dispute: Dispute; readonly lastAct: Date },
): number {
  const [is, wanted] =
    "dueInHours" in when
      ? [nextEnd(dispute) ?? lastAct, addHours(now, when.dueInHours)]
      : [lastAct, addHours(now, -when.endedHoursAgo)];
  const shifted = new Date(lastAct.getTime() + wanted.getTime() - is.getTime());
  return earlier(shifted, now).getTime() - lastAct.getTime();
}
