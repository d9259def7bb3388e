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

/**
 * Fires every timer due at or before an instant in the order in which they are due; a timer set by
 * another one that fired takes its place in that order.
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
    const [next] = await readDueDisputes(context.database, { until: options.until, except, limit: 1 });
    if (next === undefined) return { fired, failures };
    const now = await options.standAt(next.dueAt);
    const key = `${next.disputeId} ${next.dueAt.toISOString()}`;
    const repeated = (repeats.get(key) ?? 0) + 1;
    repeats.set(key, repeated);
    const result = await fireOne(
      { ...context, viewer: systemViewer, clock: { now: () => now } },
      options.fire,
      next.disputeId,
    );
    if (result === true) fired += 1;
    else if (result !== false) failures.push({ disputeId: next.disputeId, error: result });
    if (typeof result === "boolean" && repeated >= MAXIMUM_REPEATS) {
      failures.push({
        disputeId: next.disputeId,
        error: new Error("Its timer fires again and again at one instant."),
      });
    }
  }
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
