import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { identityOf, stillRuns } from "./process-identity.js";
import { errorCode } from "./error-code.js";

const PATIENCE_MS = 120_000;
const POLL_MS = 50;
/** Taking over a dead holder's lock takes microseconds; a guard older than this was left by a crash in between. */
const GUARD_MS = 10_000;

function ownIdentity(): string {
  return identityOf(process.pid) ?? String(process.pid);
}

function createAlone(path: string, content: string): boolean {
  try {
    const file = openSync(path, "wx", 0o644);
    writeFileSync(file, content);
    closeSync(file);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function isAbandoned(lock: string): boolean {
  const holder = read(lock);
  if (holder === null) return false;
  // Between creating and writing the file is empty for a moment.
  return holder === "" ? ageMs(lock) > GUARD_MS : !stillRuns(holder);
}

function clearAbandoned(lock: string): void {
  if (!isAbandoned(lock)) return;
  const guard = `${lock}.guard`;
  if (!createAlone(guard, "")) {
    if (ageMs(guard) > GUARD_MS) rmSync(guard, { force: true });
    return;
  }
  try {
    // Looked at again under the guard: somebody else may have taken over in the meantime.
    if (isAbandoned(lock)) rmSync(lock, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Runs `work` while no other process does so for this folder. A lock left by a killed process is taken over.
 * @param directory exists already
 */
export async function alone<Result>(directory: string, work: () => Promise<Result>): Promise<Result> {
  const lock = join(directory, "postgres.lock");
  const deadline = Date.now() + PATIENCE_MS;
  while (!createAlone(lock, ownIdentity())) {
    clearAbandoned(lock);
    if (Date.now() > deadline) {
      throw new Error(
        `Another process has been starting or stopping the database in ${directory} for two minutes: ` +
          `stop it, or choose another folder with OMBUD_DATA_DIRECTORY.`,
      );
    }
    await pause(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

let leases = 0;

/** Notes that this process uses the database of a folder. Call inside {@link alone}. */
export function takeLease(directory: string): string {
  const users = join(directory, "postgres-users");
  mkdirSync(users, { recursive: true });
  leases += 1;
  const lease = join(users, `${process.pid}-${leases}`);
  writeFileSync(lease, ownIdentity());
  return lease;
}

/** Gives a lease back. Call inside {@link alone}. */
export function dropLease(lease: string): void {
  rmSync(lease, { force: true });
}

/** How many live processes use the database of a folder; forgets those that are gone. Call inside {@link alone}. */
export function countLeases(directory: string): number {
  const users = join(directory, "postgres-users");
  let count = 0;
  let names: string[] = [];
  try {
    names = readdirSync(users);
  } catch {
    return 0;
  }
  for (const name of names) {
    const identity = read(join(users, name));
    if (identity !== null && stillRuns(identity)) count += 1;
    else rmSync(join(users, name), { force: true });
  }
  return count;
}
