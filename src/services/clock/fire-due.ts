import { systemViewer } from "../../domain/access/viewer.js";
import { readDueDisputes, readNextDue } from "../../persistence/timer.store.js";
import type { UseCaseContext } from "../use-case.js";

/** Fires one due timer of a dispute, if one is due by the context's clock; tells whether one was. */
export type FireDeadline = (context: UseCaseContext, disputeId: string) => Promise<boolean>;

/** What {@link fireDue} did. */
export interface FiredDeadlines {
  readonly fired: number;
  /** Disputes whose timer could not be fired: they were passed over so that they do not hold up the others. */
  readonly failures: readonly { readonly disputeId: string; readonly error: Error }[];
}

/** Firing the timer of one dispute so often at one instant means that it does not move on. */
const MAXIMUM_REPEATS = 20;
/** So many disputes that are due at one instant fire side by side; each holds a connection, and others want some too. */
const AT_ONCE = 4;

/**
 * Fires every timer due at or before an instant in the order in which they are due, those of one instant side by side; a
 * timer set by another one that fired takes its place in that order.
 * @param options.until platform time
 * @param options.fire fires one timer of one dispute
 * @param options.standAt called before the timers of an instant fire, returns what the clock then shows
 */
export async function fireDue(
  context: UseCaseContext,
  options: { until: Date; fire: FireDeadline; standAt: (due: Date) => Promise<Date> },
): Promise<FiredDeadlines> {
  const failures: { disputeId: string; error: Error }[] = [];
  const repeats = new Map<string, number>();
  let fired = 0;
  for (;;) {
    const except = failures.map(({ disputeId }) => disputeId);
    const due = await readDueDisputes(context.database, { until: options.until, except, limit: AT_ONCE });
    const [next] = due;
    if (next === undefined) return { fired, failures };
    const now = await options.standAt(next.dueAt);
    const standing = { ...context, viewer: systemViewer, clock: { now: () => now } };
    const together = due.filter(({ dueAt }) => dueAt.getTime() === next.dueAt.getTime());
    const results = await Promise.all(
      together.map(({ disputeId }) => fireOne(standing, options.fire, disputeId)),
    );
    fired += results.filter((result) => result === true).length;
    for (const [index, { disputeId, dueAt }] of together.entries()) {
      const error = results[index] instanceof Error ? results[index] : repeated(repeats, disputeId, dueAt);
      if (error !== null) failures.push({ disputeId, error });
    }
  }
}

/** Counts that a timer was fired at an instant. @returns what is wrong once that was too often, else null */
function repeated(repeats: Map<string, number>, disputeId: string, dueAt: Date): Error | null {
  const key = `${disputeId} ${dueAt.toISOString()}`;
  const times = (repeats.get(key) ?? 0) + 1;
  repeats.set(key, times);
  return times < MAXIMUM_REPEATS ? null : new Error("Its timer fires again and again at one instant.");
}

/** @returns whether it fired; false where somebody else, such as the worker, was faster; or what went wrong */
async function fireOne(
  context: UseCaseContext,
  fire: FireDeadline,
  disputeId: string,
): Promise<boolean | Error> {
  try {
    if (await fire(context, disputeId)) return true;
    const due = await readNextDue(context.database, disputeId);
    if (due === null || due > context.clock.now()) return false;
    return new Error("Its timer is due and yet nothing fired.");
  } catch (error) {
    return error instanceof Error ? error : new Error("Firing its timer failed.", { cause: error });
  }
}
