import type { Logger } from "pino";
import { systemViewer } from "../domain/access/viewer.js";
import { createPress } from "./dossier/press.js";
import { createExaminer } from "./evidence-safety/examiner.js";
import { removeAbandonedWorkFolders } from "./evidence/work-folder.js";
import type { Platform } from "./platform.js";
import { startWorker, type RunningWorker } from "./worker.js";

/**
 * Starts all jobs of a platform, with an examiner of evidence and a press for dossiers. What these are at when it is stopped
 * is done anew later.
 */
export async function startExaminingWorker(
  { config, databaseUrl, clock, contextOf }: Platform,
  log: Logger,
): Promise<RunningWorker> {
  // A killed process of this machine may have left some, and its jobs may go to another machine now.
  await removeAbandonedWorkFolders();
  const examiner = createExaminer({ now: () => clock.now(), clamd: config.evidence.clamd });
  const press = createPress();
  const worker = await startWorker({
    databaseUrl,
    context: contextOf(systemViewer),
    log,
    examine: examiner.examine,
    redact: examiner.redact,
    press,
  });
  return {
    async stop() {
      examiner.stop();
      await Promise.all([press.stop(), worker.stop()]);
    },
  };
}
