import { execFile, spawn, type ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";

/** The operating system user that PostgreSQL runs as; null: the user of this process. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** PostgreSQL's programs need little from outside, and must not see our secrets. */
const environment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** Whether this process is root, as whom PostgreSQL refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The numeric user id of this process; 0 where the system knows none. */
export function ownUserId(): number {
  return process.getuid?.() ?? 0;
}

/**
 * The user to run PostgreSQL as: this one, or as root `postgres`, or else `nobody`. initdb wants a
 * user that stands in /etc/passwd, and we create none.
 */
export async function chooseAccount(): Promise<Account> {
  if (!isRoot()) return null;
  const entries = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const entry = entries.find(([name]) => name === wanted);
    const [uid, gid] = [Number(entry?.[2]), Number(entry?.[3])];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error(
    "PostgreSQL does not run as root, and /etc/passwd has neither a user postgres nor a user nobody to run it as: " +
      "start Ombud as an ordinary user, or set DATABASE_URL.",
  );
}

/** What a program printed, and how it ended. */
export interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

/**
 * Runs a program to its end as an account.
 * @param directory working directory; the account must be able to enter it
 */
export function runAs(
  account: Account,
  program: string,
  parameters: readonly string[],
  directory = "/",
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { ...account, cwd: directory, env: environment, encoding: "utf8" as const };
    execFile(program, [...parameters], options, (error, stdout, stderr) => {
      const reason = error === null ? "" : error.message;
      resolve({ succeeded: error === null, output: [stdout, stderr, reason].join("\n").trim() });
    });
  });
}

/**
 * Starts a program as an account that outlives this process and does not share its terminal, so that
 * Ctrl-C reaches us alone and we can stop in order.
 * @param log open file that takes the program's output
 */
export function startDetached(
  account: Account,
  command: readonly [program: string, ...parameters: string[]],
  directory: string,
  log: number,
): ChildProcess {
  const [program, ...parameters] = command;
  const child = spawn(program, parameters, {
    ...account,
    cwd: directory,
    env: environment,
    detached: true,
    stdio: ["ignore", log, log],
  });
  child.unref();
  return child;
}

/** Whether an account can enter a folder and write there, tried for real: modes alone do not tell. */
export async function canWriteIn(account: Account, directory: string): Promise<boolean> {
  const outcome = await runAs(account, "/bin/sh", ["-c", 'cd "$1" && test -w .', "sh", directory]);
  return outcome.succeeded;
}

/** Deletes a folder of the account as that account, so that no planted link can lead root astray. */
export async function removeAs(account: Account, directory: string): Promise<void> {
  await runAs(account, "/bin/sh", ["-c", 'rm -rf -- "$1"', "sh", directory]);
}
