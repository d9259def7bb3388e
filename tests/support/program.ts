import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A program of src/server that runs as a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  /** All that it has written so far. */
  readonly output: () => string;
}

/** A slow machine takes a while to start a database. */
const START_MS = 150_000;

/**
 * The path of a program of src/server, compiled as it is shipped: with the loader for TypeScript each takes three times
 * as long to start, and so does each child of its own.
 */
export function compiledProgram(name: string): string {
  return fileURLToPath(new URL(`../../dist/src/server/${name}.js`, import.meta.url));
}

/** Runs a program of src/server as a process of its own, in demo mode and with its errors alone unless told otherwise. */
export function runProgram(name: string, environment: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, ["--enable-source-maps", compiledProgram(name)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...{ NODE_ENV: "", NODE_OPTIONS: "", OMBUD_MODE: "demo", PORT: "0", LOG_LEVEL: "error" },
      ...environment,
    },
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => (text += data.toString()));
  }
  return { child, output: () => text };
}

/** Waits until a program has written something of every pattern. @returns the match of each */
export async function written(
  { child, output }: Program,
  patterns: readonly RegExp[],
): Promise<RegExpExecArray[]> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    const found = patterns.map((pattern) => pattern.exec(output())).filter((match) => match !== null);
    if (found.length === patterns.length) return found;
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`No start: ${output()}`);
    await pause(50);
  }
}

/** Waits until a program has ended. */
export async function ended({ child }: Program): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** Starts a worker that tells what it does, and waits until it runs. @param programs where it is noted, so that it is ended */
export async function startWorkerProgram(
  environment: Readonly<Record<string, string>>,
  programs: Program[],
): Promise<Program> {
  // A statement that a test holds up must not run out of time before the test has seen it.
  const own = { LOG_LEVEL: "info", REQUEST_TIMEOUT_MS: "120000" };
  const program = runProgram("worker-command", { ...environment, ...own });
  programs.push(program);
  await written(program, [/The worker runs\./]);
  return program;
}
