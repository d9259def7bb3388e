/** What ends a process: signals, or whoever calls `run`. */
export interface Shutdown {
  /** Adds a step. Steps run one after the other, the one added last first. */
  add(name: string, close: () => Promise<void> | void): void;
  /** Runs the steps once; further calls wait for the same run. Resolves even when steps fail. */
  run(reason: string): Promise<void>;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Ctrl-C reaches us twice, from the terminal and from npm: a repetition this soon is the same one. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Makes the process end in order: Ctrl-C, SIGTERM and SIGHUP run the steps and then exit with 0, or with 1 when
 * a step failed or took too long. A second Ctrl-C exits at once.
 * @param options.patienceMs how long all steps together may take, default 45 s: a database may need 30
 */
export function createShutdown(options: {
  readonly log: (message: string) => void;
  readonly patienceMs?: number;
}): Shutdown {
  const steps: { readonly name: string; readonly close: () => Promise<void> | void }[] = [];
  let running: Promise<void> | null = null;
  let failed = false;
  let firstSignalAt = 0;

  async function closeAll(reason: string): Promise<void> {
    options.log(`Stopping: ${reason}.`);
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await step.close();
      } catch (error) {
        failed = true;
        options.log(`${step.name} did not stop cleanly: ${String(error)}`);
      }
    }
    options.log("Stopped.");
  }

  const run = (reason: string) => (running ??= closeAll(reason));

  function onSignal(name: NodeJS.Signals): void {
    const now = performance.now();
    if (running !== null) {
      if (now - firstSignalAt > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    firstSignalAt = now;
    setTimeout(() => process.exit(1), options.patienceMs ?? 45_000).unref();
    void run(name).then(() => process.exit(failed ? 1 : 0));
  }

  for (const name of signals) process.on(name, onSignal);
  return { add: (name, close) => void steps.push({ name, close }), run };
}
