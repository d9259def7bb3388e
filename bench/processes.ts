import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { LoadOrder } from "./load.js";
import type { PlainOrder } from "./plain-streams.js";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const TICKS = 100;

/** A server under measurement. */
export interface Server {
  readonly port: number;
  /** Seconds of processor time that the process has used so far, all threads together. */
  cpuSeconds(): number;
  residentMiB(): number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    if (child.exitCode !== null) throw new Error("A server under measurement ended before it answered.");
    const answer = await fetch(url).catch(() => null);
    if (answer !== null) return;
    await pause(100);
  }
  throw new Error("A server under measurement did not answer within two minutes.");
}

function statOf(processId: number | undefined): string[] {
  const stat = readFileSync(`/proc/${processId ?? 0}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/**
 * Seconds of processor time that the PostgreSQL of a connection has used so far, all its processes together.
 * @param backend process id of one of its processes, as `pg_backend_pid()` tells it
 */
export function postgresCpuSeconds(backend: number): number {
  const postmaster = statOf(backend)[1];
  const family = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  let ticks = 0;
  for (const id of family) {
    try {
      const fields = statOf(Number(id));
      if (fields[1] === postmaster) ticks += Number(fields[11]) + Number(fields[12]);
      // With those of its children that have ended.
      if (id === postmaster) for (const field of fields.slice(11, 15)) ticks += Number(field);
    } catch {
      // It has ended since it was listed.
    }
  }
  return ticks / TICKS;
}

function watched(child: ChildProcess, port: number): Server {
  child.once("exit", (code, signal) => {
    if (signal !== "SIGTERM" && code !== 0)
      process.stderr.write(`A server ended: ${String(signal ?? code)}.\n`);
  });
  return {
    port,
    cpuSeconds() {
      const fields = statOf(child.pid);
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    },
    residentMiB() {
      const status = readFileSync(`/proc/${child.pid ?? 0}/status`, "utf8");
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/**
 * Starts the platform as `npm start` does, on another database and with room for the load. Its log, one line a request,
 * is written and thrown away.
 * @param profileDirectory where V8 writes a profile of the processor at the end; null for none
 * @param environment further variables, default none
 */
export async function startPlatform(
  databaseUrl: string,
  profileDirectory: string | null,
  environment: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const port = await freePort();
  const profile = profileDirectory === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileDirectory}`];
  const child = spawn(
    process.execPath,
    [...["--max-semi-space-size=64", "--enable-source-maps"], ...[...profile, "scripts/run.mjs", "main"]],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        ...{ DATABASE_URL: databaseUrl, PORT: String(port), HOST: "127.0.0.1" },
        ...{ RATE_LIMIT_VIEWER_PER_MINUTE: "100000000", RATE_LIMIT_ADDRESS_PER_MINUTE: "100000000" },
        ...environment,
      },
    },
  );
  await untilReady(`http://127.0.0.1:${port}/readyz`, child);
  return watched(child, port);
}

/** Starts the limit, with the same room for young objects as the platform. */
export async function startLimit(databaseUrl: string): Promise<Server> {
  const port = await freePort();
  const child = fork(fileURLToPath(new URL("limit-server.ts", import.meta.url)), [String(port)], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  await untilReady(`http://127.0.0.1:${port}/`, child);
  return watched(child, port);
}

/** The load generator, in a process of its own so that it takes nothing from the servers' threads. */
export interface LoadGenerator {
  ask<Result>(order: LoadOrder): Promise<Result>;
  stop(): void;
}

/** Starts the load generator. */
export function startLoad(): LoadGenerator {
  const child = fork(fileURLToPath(new URL("load.ts", import.meta.url)));
  return {
    async ask<Result>(order: LoadOrder): Promise<Result> {
      child.send(order);
      const [answer] = (await once(child, "message")) as [{ result: Result; error?: string }];
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.result;
    },
    stop: () => void child.kill(),
  };
}

/** Plain streams in a process of their own. */
export interface PlainStreams {
  /** Seconds that it takes to write the files. */
  write(order: PlainOrder): Promise<number>;
  stop(): void;
}

/** Starts the plain streams, with a thread for each of the files that are written at once. */
export function startPlainStreams(): PlainStreams {
  const child = fork(fileURLToPath(new URL("plain-streams.ts", import.meta.url)), {
    env: { ...process.env, UV_THREADPOOL_SIZE: process.env["UV_THREADPOOL_SIZE"] ?? "16" },
  });
  return {
    async write(order) {
      child.send(order);
      const [answer] = (await once(child, "message")) as [{ seconds: number; error?: string }];
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.seconds;
    },
    stop: () => void child.kill(),
  };
}
