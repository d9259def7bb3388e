import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { commandLineOf, isAlive } from "./process-identity.js";
import { errorCode } from "./error-code.js";

/** A PostgreSQL that runs on a cluster, as its postmaster.pid tells. */
export interface Postmaster {
  readonly processId: number;
  readonly port: number;
}

const POLL_MS = 50;
/** First characters of the SQLSTATEs of a wrong password or role. */
const INVALID_AUTHORIZATION = "28";

/** The superuser of the cluster, for housekeeping only; the platform connects as an ordinary role. */
export const superuser = "postgres";

/** An address of a database on the embedded server. */
export function addressOf(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

async function readPidFile(cluster: string): Promise<{ processId: number; port: number } | null> {
  const content = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => null);
  if (content === null) return null;
  const lines = content.split("\n");
  return { processId: Number(lines[0]), port: Number(lines[3] ?? 0) };
}

function servesCluster(processId: number, cluster: string): boolean {
  if (!(processId > 0) || !isAlive(processId)) return false;
  const command = commandLineOf(processId);
  return command.includes("postgres") && command.includes(` ${cluster} `);
}

/** Finds the server that runs on a cluster; null when none does, whatever a stale postmaster.pid says. */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const found = await readPidFile(cluster);
  if (found === null || !servesCluster(found.processId, cluster)) return null;
  return found;
}

/**
 * Removes a postmaster.pid whose process id now belongs to another program, before which PostgreSQL would stop.
 * One whose process is dead PostgreSQL clears itself, with checks of its own.
 */
export async function clearStalePidFile(cluster: string, log: (message: string) => void): Promise<void> {
  const found = await readPidFile(cluster);
  if (found === null || !isAlive(found.processId) || servesCluster(found.processId, cluster)) return;
  log(
    `Process ${found.processId} in the database's postmaster.pid is not its server: removing the stale file.`,
  );
  await rm(join(cluster, "postmaster.pid"), { force: true });
}

/** Runs `work` on a superuser connection. */
export async function asSuperuser<Result>(
  port: number,
  password: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    connectionString: addressOf(superuser, password, port, "postgres"),
    connectionTimeoutMillis: 5_000,
    application_name: "ombud housekeeping",
  });
  // A server that stops meanwhile breaks the query; the event says nothing more.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What a server said when it was asked whether it is there. */
export type Answer = "ready" | "not yet" | "refuses us";

/** Asks a server once whether it serves the cluster of that password. */
export async function ask(port: number, password: string): Promise<Answer> {
  try {
    await asSuperuser(port, password, (client) => client.query("SELECT 1"));
    return "ready";
  } catch (error) {
    return errorCode(error).startsWith(INVALID_AUTHORIZATION) ? "refuses us" : "not yet";
  }
}

async function hasEnded(postmaster: Postmaster, cluster: string): Promise<boolean> {
  const now = await readPidFile(cluster);
  return now?.processId !== postmaster.processId || !servesCluster(postmaster.processId, cluster);
}

/** Waits until a server has ended; false when it still runs after that time. */
export async function waitForEnd(
  postmaster: Postmaster,
  cluster: string,
  patienceMs: number,
): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (!(await hasEnded(postmaster, cluster))) {
    if (Date.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
}

function signal(postmaster: Postmaster, name: NodeJS.Signals): void {
  try {
    process.kill(postmaster.processId, name);
  } catch (error) {
    // Gone already is what we want.
    if (errorCode(error) !== "ESRCH") throw error;
  }
}

/** Stops a server: open transactions are rolled back, everything committed is on disk, then it ends. */
export async function stopPostmaster(postmaster: Postmaster, cluster: string): Promise<void> {
  signal(postmaster, "SIGINT");
  if (await waitForEnd(postmaster, cluster, 30_000)) return;
  // An immediate shutdown loses nothing either: the next start replays the log.
  signal(postmaster, "SIGQUIT");
  await waitForEnd(postmaster, cluster, 10_000);
}
