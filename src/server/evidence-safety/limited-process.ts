import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";

const MEBIBYTE = 1_048_576;
/** Of the JavaScript heap; pixels, samples and file contents are outside of it. */
const HEAP_MEBIBYTES = 256;
/** Files larger than this block size are counted by `ulimit -f`, whatever the shell. */
const SMALLEST_BLOCK = 512;
/** A last resort for a child whose parent was killed: its own clock is the processor's. */
const PROCESSOR_SECONDS = 120;

/** Bounds that the operating system itself keeps for a child. */
export interface ProcessLimits {
  /** Private memory that the child may write to, in bytes. */
  readonly dataBytes: number;
  /** Size of any file that it writes, in bytes. */
  readonly fileBytes: number;
}

/** What a child is started with. */
export interface ProcessOptions extends ProcessLimits {
  /** Path of its compiled program; default: the one beside this file, as it is there. */
  readonly program?: string;
}

/** Compiled to JavaScript in a built server; under `npm run dev` TypeScript, with the loader for it. */
const isSource = import.meta.url.endsWith(".ts");

function command(compiled: string | undefined): string[] {
  const program =
    compiled ?? fileURLToPath(new URL(`./child/main.${isSource ? "ts" : "js"}`, import.meta.url));
  const loader = createRequire(import.meta.url);
  const flags = [`--max-old-space-size=${HEAP_MEBIBYTES}`, "--max-semi-space-size=4", "--no-warnings"];
  if (program.endsWith(".ts")) flags.push("--import", pathToFileURL(loader.resolve("tsx")).href);
  return [process.execPath, ...flags, program];
}

/** Nothing of the server's environment: no secrets, no options of Node, no search path. */
function environment(workFolder: string, isLoaded: boolean): NodeJS.ProcessEnv {
  return {
    // The loader keeps what it has compiled.
    TMPDIR: isLoaded ? tmpdir() : workFolder,
    TZ: "UTC",
    UV_THREADPOOL_SIZE: "2",
    // Freed memory goes back instead of staying in an arena per thread.
    MALLOC_ARENA_MAX: "2",
    VIPS_CONCURRENCY: "1",
    VIPS_BLOCK_UNTRUSTED: "1",
    ...(process.platform === "win32" ? { SystemRoot: process.env["SystemRoot"] } : {}),
  };
}

/**
 * Starts the child program in a folder of its own, with an environment of its own and in a process group of its own.
 * Where there is a shell, the system bounds its memory, its files and its processor time; it leaves no core dumps.
 * Pipes: 0 takes the task, 2 what a dying Node says, 3 gives the answer.
 */
export function startLimitedProcess(
  workFolder: string,
  { program, ...limits }: ProcessOptions,
): ChildProcess {
  const wanted = command(program);
  const options = {
    cwd: workFolder,
    env: environment(workFolder, isSource && program === undefined),
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: ["pipe", "ignore", "pipe", "pipe"] as ("pipe" | "ignore")[],
  };
  if (process.platform === "win32") return spawn(wanted[0] ?? "", wanted.slice(1), options);
  const bounds = [
    "ulimit -c 0",
    `ulimit -d ${Math.ceil(limits.dataBytes / 1_024)}`,
    `ulimit -f ${Math.ceil(limits.fileBytes / SMALLEST_BLOCK)}`,
    `ulimit -t ${PROCESSOR_SECONDS}`,
  ];
  // A system that does not know one of them still has the watch over memory and time from outside.
  const script = `${bounds.map((bound) => `${bound} 2>/dev/null || :`).join("; ")}; exec "$@"`;
  return spawn("/bin/sh", ["-c", script, "sh", ...wanted], options);
}

/** Ends a child and whatever it started. */
export function killProcess(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}

/** 512 MiB. */
export const MEMORY_LIMIT = 512 * MEBIBYTE;
/** 30 s. */
export const TIME_LIMIT_MS = 30_000;
