import type { Logger } from "pino";
import { systemViewer } from "../domain/access/viewer.js";
import { createExaminer } from "./evidence-safety/examiner.js";
import { removeAbandonedWorkFolders } from "./evidence/work-folder.js";
import type { Platform } from "./platform.js";
import { startWorker, type RunningWorker } from "./worker.js";

/** Starts all jobs of a platform, with an examiner of evidence. What it examines when it is stopped is examined anew later. */
export async function startExaminingWorker(
  { config, databaseUrl, clock, contextOf }: Platform,
  log: Logger,
): Promise<RunningWorker> {
  // A killed process of this machine may have left some, and its jobs may go to another machine now.
  await removeAbandonedWorkFolders();
  const examiner = createExaminer({ now: () => clock.now(), clamd: config.evidence.clamd });
  const worker = await startWorker({
    databaseUrl,
    context: contextOf(systemViewer),
    log,
    examine: examiner.examine,
    redact: examiner.redact,
  });
  return {
    stop() {
      examiner.stop();
      return worker.stop();
    },
  };
}
