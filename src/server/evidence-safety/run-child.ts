import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { peakMemoryOf } from "./child-memory.js";
import { killProcess, startLimitedProcess, type ProcessOptions } from "./limited-process.js";
import { childReply, MAXIMUM_REPLY_BYTES, READY, type ChildReply, type ChildRequest } from "./protocol.js";

const WATCH_MS = 20;
const MAXIMUM_ERROR_TEXT = 4_096;

/** Bounds of one task. */
export interface TaskLimits extends ProcessOptions {
  /** Memory resident at once, in bytes. */
  readonly memory: number;
  readonly timeMs: number;
}

/** How a task ended; `peakMemory` in bytes. */
export interface TaskResult {
  readonly end: ChildReply["outcome"] | { readonly timedOut: true };
  readonly peakMemory: number;
  readonly elapsedMs: number;
}

/** The child could not be started, or not stay alive, for reasons that are not the file's: try again later. */
export class ChildUnavailable extends Error {
  override readonly name = "ChildUnavailable";
}

interface Watch {
  peak: number;
  killedFor: "memory" | "time" | "stop" | null;
}

/**
 * Has a process of its own do one task, and ends it when it takes too long or too much memory.
 * @param stop ends the task early
 * @throws ChildUnavailable when the process does not start, lacks a tool, or was stopped
 */
export async function runChild(
  request: ChildRequest,
  limits: TaskLimits,
  stop: AbortSignal,
): Promise<TaskResult> {
  if (stop.aborted) throw new ChildUnavailable("The examination of evidence has been stopped.");
  const started = performance.now();
  const child = startLimitedProcess(request.workFolder, limits);
  const watch: Watch = { peak: 0, killedFor: null };
  const release = keepWatch(child, { limits, stop }, watch);
  const errorText = collect(child.stdio[2] as Readable, MAXIMUM_ERROR_TEXT);
  const output = collect(child.stdio[3] as Readable, MAXIMUM_REPLY_BYTES + READY.length);
  child.stdin?.on("error", () => undefined);
  child.stdin?.write(`${JSON.stringify(request)}\n`);
  try {
    const signal = await ending(child);
    const text = output();
    const reply = readReply(text);
    const elapsedMs = performance.now() - started;
    const peakMemory = Math.max(watch.peak, reply?.peakMemory ?? 0);
    return { end: conclude({ watch, reply, text, signal, errorText: errorText() }), peakMemory, elapsedMs };
  } finally {
    release();
    killProcess(child);
  }
}

function keepWatch(
  child: ChildProcess,
  { limits, stop }: { limits: TaskLimits; stop: AbortSignal },
  watch: Watch,
): () => void {
  const kill = (reason: NonNullable<Watch["killedFor"]>): void => {
    watch.killedFor ??= reason;
    killProcess(child);
  };
  const onStop = (): void => {
    kill("stop");
  };
  const timer = setTimeout(() => {
    kill("time");
  }, limits.timeMs);
  const look = setInterval(() => {
    if (child.pid === undefined) return;
    watch.peak = Math.max(watch.peak, peakMemoryOf(child.pid) ?? 0);
    if (watch.peak > limits.memory) kill("memory");
  }, WATCH_MS);
  stop.addEventListener("abort", onStop, { once: true });
  return () => {
    clearTimeout(timer);
    clearInterval(look);
    stop.removeEventListener("abort", onStop);
  };
}

/** Keeps the first bytes of a stream and lets the rest go. */
function collect(stream: Readable, maximum: number): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    if (size < maximum) chunks.push(chunk.subarray(0, maximum - size));
    size += chunk.length;
  });
  stream.on("error", () => undefined);
  return () => Buffer.concat(chunks).toString("utf8");
}

async function ending(child: ChildProcess): Promise<NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      reject(new ChildUnavailable(`The examination process does not start: ${error.message}`));
    });
    child.once("close", (_code, signal) => {
      resolve(signal);
    });
  });
}

function readReply(text: string): ChildReply | null {
  if (!text.startsWith(READY)) return null;
  try {
    const reply = childReply.safeParse(JSON.parse(text.slice(READY.length)));
    return reply.success ? reply.data : null;
  } catch {
    return null;
  }
}

interface Ending {
  readonly watch: Watch;
  readonly reply: ChildReply | null;
  readonly text: string;
  readonly signal: NodeJS.Signals | null;
  readonly errorText: string;
}

function conclude({ watch, reply, text, signal, errorText }: Ending): TaskResult["end"] {
  if (reply !== null && watch.killedFor !== "memory") {
    if ("unable" in reply.outcome) throw new ChildUnavailable(reply.outcome.unable);
    return reply.outcome;
  }
  if (watch.killedFor === "stop") throw new ChildUnavailable("The examination of evidence has been stopped.");
  if (watch.killedFor === "time") return { timedOut: true };
  if (watch.killedFor === "memory") return { outOfMemory: true };
  if (!text.startsWith(READY)) {
    throw new ChildUnavailable(`The examination process ended before it took its task: ${errorText}`);
  }
  // SIGKILL that is not ours is the system's when memory runs short.
  const outOfMemory = signal === "SIGKILL" || /out of memory|Allocation failed|bad_alloc/i.test(errorText);
  return outOfMemory ? { outOfMemory: true } : { failure: "The examination process died." };
}
