import { isDue } from "../../domain/dispute/deadlines.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import type { UseCaseContext } from "../use-case.js";
import { fireDeadline } from "./fire-deadline.js";

/** Thrown inside an attempt to end it: the clock goes first. */
class ClockIsDueError extends Error {
  override readonly name = "ClockIsDueError";
}

/** Timers of one dispute that start each other; more in one call means that they do not move on. */
const MAXIMUM_CHAIN = 20;

/** Ends an attempt at a dispute whose clock has the next word; {@link clockFirst} gives it that and tries again. */
export function requireClockDone(dispute: Dispute, now: Date): void {
  if (isDue(dispute, now)) throw new ClockIsDueError(dispute.number);
}

/**
 * Runs an attempt of somebody to do something to a dispute. A clock that has run out goes first, in a transaction of
 * its own, even if the worker is late: nobody acts after the deadline.
 * @param disputeId UUID
 * @param attempt calls {@link requireClockDone} once it knows that the viewer may see the dispute
 */
export async function clockFirst<Answer>(
  context: UseCaseContext,
  disputeId: string,
  attempt: () => Promise<Answer>,
): Promise<Answer> {
  for (let fired = 0; ; fired += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ClockIsDueError) || fired >= MAXIMUM_CHAIN) throw error;
      await fireDeadline(context, disputeId);
    }
  }
}
