import { systemViewer } from "../../src/domain/access/viewer.js";
import type { SettleJob } from "../../src/persistence/clock-period.store.js";
import { settleClocks } from "../../src/services/clock/settle-clocks.js";
import type { Factory } from "./factory.js";

/** Does what the worker does with the jobs that wait to settle clocks, and leaves them. @returns how many clocks changed */
export async function settleWaiting(factory: Factory): Promise<number> {
  const jobs = await factory.database.query<{ payload: SettleJob }>(
    `SELECT payload FROM graphile_worker._private_jobs jobs JOIN graphile_worker._private_tasks tasks
       ON tasks.id = jobs.task_id WHERE tasks.identifier = 'settle-clocks' ORDER BY jobs.id`,
  );
  let changed = 0;
  for (const { payload } of jobs) changed += await settleClocks(factory.as(systemViewer), payload);
  return changed;
}
