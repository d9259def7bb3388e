import { systemViewer } from "../../domain/access/viewer.js";
import { decide } from "../../domain/dispute/decide.js";
import { isDue } from "../../domain/dispute/deadlines.js";
import { addHours } from "../../domain/time.js";
import { readAttendance, readQuietCases } from "../../persistence/attendance.store.js";
import { lockAndLoadDispute } from "../../persistence/dispute.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import { atOneInstant, decisionContext, recordDecision } from "./record-decision.js";

/** How many cases are looked at in one statement. */
const BATCH = 100;

/**
 * Gives back the cases of mediators who were silent or off shift for too long, or are below the level asked for. Each is
 * looked at again under its lock, so a job that runs twice, or late, does nothing.
 * @returns how many were given back
 */
export async function releaseCases(context: UseCaseContext): Promise<number> {
  const { desk } = await context.currentRulebook();
  // A sieve by today's rules; the rulebook of the dispute has the last word.
  const before = addHours(context.clock.now(), -Math.min(desk.silenceHours, desk.offShiftHours));
  const seen: string[] = [];
  let released = 0;
  for (;;) {
    const ids = await readQuietCases(context.database, { before, except: seen, limit: BATCH });
    for (const id of ids) if (await releaseCase(context, id)) released += 1;
    seen.push(...ids);
    if (ids.length < BATCH) return released;
  }
}

/**
 * Gives one case back if its mediator is away by the rulebook of the dispute.
 * @param disputeId UUID
 * @returns whether it was
 */
export function releaseCase(context: UseCaseContext, disputeId: string): Promise<boolean> {
  const asSystem = atOneInstant({ ...context, viewer: systemViewer });
  return inTransaction(context.database, async (tx) => {
    const loaded = await lockAndLoadDispute(tx, disputeId);
    const now = asSystem.clock.now();
    // A clock that has run out has the next word.
    if (loaded === null || isDue(loaded.dispute, now)) return false;
    const { dispute } = loaded;
    const attendance = (await readAttendance(tx, disputeId)) ?? undefined;
    const deciding = await decisionContext(tx, asSystem, { ...dispute, ...loaded });
    const verdict = decide({ action: "RELEASE_CASE" }, dispute, { ...deciding, attendance });
    if (!verdict.accepted) return false;
    await recordDecision(tx, asSystem, { decision: verdict, loaded, now }, { entry: null });
    return true;
  });
}
