import { systemViewer } from "../../domain/access/viewer.js";
import type { Command } from "../../domain/dispute/command.js";
import { isDue } from "../../domain/dispute/deadlines.js";
import { decide } from "../../domain/dispute/decide.js";
import { creditSettlement, pauseSettlement } from "../../domain/dispute/settlement.js";
import {
  readDisputesInRegion,
  readDisputesOfSides,
  readForceMajeure,
  readOutage,
  type SettleJob,
} from "../../persistence/clock-period.store.js";
import { lockAndLoadDispute, type LoadedDispute } from "../../persistence/dispute.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import { fireDeadline } from "../disputes/fire-deadline.js";
import { accepted, atOneInstant, decisionContext, recordDecision } from "../disputes/record-decision.js";
import type { UseCaseContext } from "../use-case.js";
import { clockSettingOf } from "./clock-setting.js";

/** Finds what the clock of a dispute needs now; null where it needs nothing. */
type Settlement = (loaded: LoadedDispute, now: Date) => Command | null;

const PAGE = 200;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";
/** Timers of one dispute that start each other; more means that they do not move on. */
const MAXIMUM_CHAIN = 20;

/**
 * Brings the clocks of all disputes that a period of force majeure or an outage concerns in line with it, each in a
 * transaction of its own. Idempotent: it looks at each dispute under its lock and at the period as it is now, so a
 * job that runs twice, late or after another one does nothing wrong.
 * @returns how many clocks were changed
 */
export async function settleClocks(context: UseCaseContext, job: SettleJob): Promise<number> {
  const { database } = context;
  if ("outageId" in job) {
    const outage = await readOutage(database, job.outageId);
    if (outage === null) return 0;
    const lost = { from: outage.startedAt, until: outage.endedAt };
    const page = (after: string) => readDisputesOfSides(database, { after, limit: PAGE });
    return settleAll(context, page, ({ dispute }) => creditSettlement(dispute, lost));
  }
  const period = await readForceMajeure(database, job.forceMajeureId);
  if (period === null) return 0;
  const page = (after: string) => readDisputesInRegion(database, period.region, { after, limit: PAGE });
  return settleAll(context, page, ({ dispute, clocks }, now) =>
    pauseSettlement(dispute, clockSettingOf(clocks, now), now),
  );
}

async function settleAll(
  context: UseCaseContext,
  page: (after: string) => Promise<string[]>,
  settlement: Settlement,
): Promise<number> {
  let changed = 0;
  for (let ids = await page(BEFORE_ALL); ids.length > 0; ids = await page(ids.at(-1) ?? "")) {
    for (const id of ids) if (await settleOne(context, id, settlement)) changed += 1;
  }
  return changed;
}

/** What has run out goes first, as before everybody's command. @returns whether the clock was changed */
async function settleOne(
  context: UseCaseContext,
  disputeId: string,
  settlement: Settlement,
): Promise<boolean> {
  for (let fired = 0; fired < MAXIMUM_CHAIN && (await fireDeadline(context, disputeId));) fired += 1;
  const frozen = atOneInstant({ ...context, viewer: systemViewer });
  const now = frozen.clock.now();
  return inTransaction(context.database, async (tx) => {
    const loaded = await lockAndLoadDispute(tx, disputeId);
    if (loaded === null) return false;
    if (isDue(loaded.dispute, now)) throw new Error(`Dispute ${loaded.dispute.number} does not get on.`);
    const command = settlement(loaded, now);
    if (command === null) return false;
    const deciding = await decisionContext(tx, frozen, { ...loaded.dispute, ...loaded });
    const decision = accepted(decide(command, loaded.dispute, deciding));
    await recordDecision(tx, frozen, { decision, loaded, now }, { entry: null });
    return true;
  });
}
