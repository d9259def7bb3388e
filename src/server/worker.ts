import { Logger as WorkerLogger, run, type Runner, type TaskList } from "graphile-worker";
import { Pool } from "pg";
import type { Logger } from "pino";
import { fireDeadlineTask, readNextDue, setTimer } from "../persistence/timer.store.js";
import { fireDue, type FireDeadline } from "../services/clock/fire-due.js";
import { settleClocks } from "../services/clock/settle-clocks.js";
import { settleClocksTask, type SettleJob } from "../persistence/clock-period.store.js";
import { forgetOldMutations } from "../services/forget-old-mutations.js";
import { runSimulationTask } from "../persistence/simulation.store.js";
import { resumeSimulations, runSimulation } from "../services/simulation/run-simulation.js";
import { releaseCases } from "../services/disputes/release-cases.js";
import { fireDeadline } from "../services/disputes/fire-deadline.js";
import type { UseCaseContext } from "../services/use-case.js";
import { evidenceCrontab, evidenceTasks } from "./evidence/evidence-tasks.js";
import { idIn } from "./job-payload.js";
import type { ExamineFile } from "../services/evidence/examiner.js";
import type { RedactFile } from "../services/evidence/redactor.js";
import type { DossierPress } from "../services/dossier/press.js";

/** What a worker needs. */
export interface WorkerOptions {
  /** postgres://…; the worker holds a few connections of its own. */
  readonly databaseUrl: string;
  /** Its viewer is the system. */
  readonly context: UseCaseContext;
  readonly log: Logger;
  /** Jobs run at once in each lane, default 2. */
  readonly concurrency?: number;
  /** Default: the use case `fireDeadline`. */
  readonly fire?: FireDeadline;
  /** Examines files of evidence. Without it they wait for a worker that can. */
  readonly examine?: ExamineFile;
  /** Makes redacted copies. Without it they wait likewise. */
  readonly redact?: RedactFile;
  /** Makes the parts of dossiers. Without it they wait likewise. */
  readonly press?: DossierPress;
}

/** A running worker. */
export interface RunningWorker {
  /** Takes no further jobs and resolves when those under way have ended. */
  stop(): Promise<void>;
}

const sweepTask = "sweep-deadlines";
const releaseTask = "release-cases";
const forgetTask = "forget-old-mutations";
const resumeTask = "resume-simulations";
/** The sweeps every minute; forgetting once an hour, off the hour, when others are busy. */
const promptCrontab = [
  `* * * * * ${sweepTask} ?jobKey=${sweepTask}&max=1`,
  `* * * * * ${releaseTask} ?jobKey=${releaseTask}&max=1`,
  `23 * * * * ${forgetTask} ?jobKey=${forgetTask}&max=1`,
].join("\n");
const slowCrontab = [`* * * * * ${resumeTask} ?jobKey=${resumeTask}&max=1`, evidenceCrontab].join("\n");
const POLL_MS = 1_000;
/** Chained timers of one dispute that one job fires; more means that they do not move on. */
const MAXIMUM_CHAIN = 20;

/**
 * Starts the jobs: `fire-deadline` for one dispute when its timer is due, and `sweep-deadlines` at the
 * start and every minute, which fires whatever is due in due order: after a downtime, or when the
 * platform's clock was moved. `release-cases` gives back every minute the cases of mediators who are away. `forget-old-mutations` every hour keeps the memory for replays from growing for
 * ever. `run-simulation` replays past disputes under a draft, one simulation at a time; `resume-simulations` every
 * minute enqueues what a dead worker left behind. `examine-evidence` judges a file that was handed in, `redact-evidence`
 * makes a copy without some parts, `build-dossier` builds a dossier; `release-examinations` and `resume-dossiers` every
 * minute give back those of a dead worker, `apply-retention` and `collect-evidence-orphans` every hour erase what was kept
 * long enough and remove bytes that nothing names, and `verify-proof` every night recomputes the chains. What fails is tried again later and holds up nobody else. Clocks have a lane of their own, so that a thousand files or a long simulation cannot stall a deadline.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const prompt = await startLane(options, { taskList: promptTasks(options), crontab: promptCrontab });
  try {
    const slow = await startLane(options, { taskList: slowTasks(options), crontab: slowCrontab });
    await prompt.runner.addJob(sweepTask, {}, { jobKey: sweepTask, maxAttempts: 1, priority: -10 });
    return {
      async stop() {
        await Promise.all([prompt.stop(), slow.stop()]);
      },
    };
  } catch (error) {
    await prompt.stop();
    throw error;
  }
}

interface RunningLane extends RunningWorker {
  readonly runner: Runner;
}

/** Jobs that share their places with each other and with no others. */
interface Lane {
  readonly taskList: TaskList;
  readonly crontab: string;
}

async function startLane(options: WorkerOptions, lane: Lane): Promise<RunningLane> {
  const { databaseUrl, log, concurrency = 2 } = options;
  // One connection more, which listens for new jobs.
  const pgPool = openPool(databaseUrl, concurrency + 1, log);
  const runner = await run({
    pgPool,
    concurrency,
    pollInterval: POLL_MS,
    // Timers are due by the clock of this process, so jobs must be taken by it too.
    useNodeTime: true,
    noHandleSignals: true,
    logger: workerLogger(log),
    ...lane,
  });
  return {
    runner,
    async stop() {
      await runner.stop();
      await pgPool.end();
    },
  };
}

/** The queue's own pool is not waited for at the end, and by then nobody hears its errors: they would end the process. */
function openPool(connectionString: string, max: number, log: Logger): Pool {
  const pool = new Pool({ connectionString, max, application_name: "ombud worker" });
  const lost = (error: Error): void => {
    log.debug({ err: error }, "A connection of the worker was lost; its jobs open another.");
  };
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost));
  return pool;
}

function promptTasks({ context, log, fire = fireDeadline }: WorkerOptions): TaskList {
  return {
    [fireDeadlineTask]: async (payload) => {
      await fireTimer(context, fire, idIn(payload, "disputeId"));
    },
    [forgetTask]: async () => {
      const forgotten = await forgetOldMutations(context);
      if (forgotten > 0) log.info({ forgotten }, "Old mutations forgotten.");
    },
    [settleClocksTask]: async (payload) => {
      const changed = await settleClocks(context, settleJobOf(payload));
      log.info({ changed }, "Clocks settled.");
    },
    [releaseTask]: async () => {
      const released = await releaseCases(context);
      if (released > 0) log.info({ released }, "Cases of mediators who are away were given back.");
    },
    [sweepTask]: () => sweep(context, log, fire),
  };
}

function slowTasks({ context, log, ...makers }: WorkerOptions): TaskList {
  return {
    ...evidenceTasks({ context, log, ...makers }),
    [runSimulationTask]: async (payload) => {
      if (await runSimulation(context, idIn(payload, "simulationId"))) await resumeSimulations(context, 0);
    },
    [resumeTask]: async () => {
      await resumeSimulations(context);
    },
  };
}

async function sweep(context: UseCaseContext, log: Logger, fire: FireDeadline): Promise<void> {
  const now = context.clock.now();
  const standAt = (): Promise<Date> => Promise.resolve(context.clock.now());
  const { fired, failures } = await fireDue(context, { until: now, fire, standAt });
  if (fired > 0) log.info({ fired }, "Deadlines fired by the sweep.");
  for (const { disputeId, error } of failures) {
    log.error({ err: error, disputeId }, "A deadline could not be fired; the next sweep tries again.");
  }
}

async function fireTimer(context: UseCaseContext, fire: FireDeadline, disputeId: string): Promise<void> {
  let fired = 0;
  while (fired < MAXIMUM_CHAIN && (await fire(context, disputeId))) fired += 1;
  if (fired > 0) return;
  const due = await readNextDue(context.database, disputeId);
  if (due === null) return;
  if (due <= context.clock.now())
    throw new Error(`The timer of dispute ${disputeId} is due and yet nothing fired.`);
  // The job came too early, because the clock was moved meanwhile: it must not be lost.
  await setTimer(context.database, disputeId, due);
}

function settleJobOf(payload: unknown): SettleJob {
  if (typeof payload === "object" && payload !== null) {
    if ("forceMajeureId" in payload && typeof payload.forceMajeureId === "string") {
      return { forceMajeureId: payload.forceMajeureId };
    }
    if ("outageId" in payload && typeof payload.outageId === "string") return { outageId: payload.outageId };
  }
  throw new Error(`A ${settleClocksTask} job names nothing; its payload is ${JSON.stringify(payload)}.`);
}

/** What the queue calls information is of interest to nobody but its authors. */
const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

function workerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger((scope) => (level: keyof typeof levels, message, meta) => {
    log[levels[level]]({ ...scope, ...meta }, message);
  });
}
