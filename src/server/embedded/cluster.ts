import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { lstat, open, readFile, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { removeAs, runAs, startDetached } from "./account.js";
import type { Binaries } from "./binaries.js";
import type { Location } from "./location.js";
import { ask, superuser, type Postmaster } from "./postmaster.js";

const START_PATIENCE_MS = 120_000;
const POLL_MS = 40;
const MAXIMUM_LOG_BYTES = 10 * 1024 * 1024;

/** How the server is set up. */
export interface ServerOptions {
  readonly dataDirectory: string;
  /** False gives up safety in a crash for speed: tests only. */
  readonly durable: boolean;
  readonly log: (message: string) => void;
}

/** Whether a cluster has been created and with which major version; null before that. */
export async function versionOf(cluster: string, location: Location): Promise<string | null> {
  const path = join(cluster, "PG_VERSION");
  const content = await readFile(path, "utf8").catch(() => null);
  if (content !== null) return content.trim();
  const present = await lstat(location.cluster).catch(() => null);
  if (present === null) return null;
  throw new Error(
    `${path} cannot be read, so the database may be damaged: restore it, or delete ${location.home}.`,
  );
}

async function writeFor(location: Location, path: string, content: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    if (location.account !== null) await file.chown(location.account.uid, location.account.gid);
  } finally {
    await file.close();
  }
}

/** Creates a cluster; a crash halfway leaves nothing that the next start would mistake for one. */
export async function createCluster(
  location: Location,
  binaries: Binaries,
  password: string,
  durable: boolean,
): Promise<void> {
  const draft = join(location.home, "cluster.new");
  const passwordFile = join(location.home, `password-${randomBytes(8).toString("hex")}`);
  await removeAs(location.account, draft);
  await writeFor(location, passwordFile, `${password}\n`);
  const parameters = [
    `--pgdata=${draft}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The locale that PostgreSQL brings itself: the same order and case rules on every machine.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
  try {
    const { succeeded, output } = await runAs(location.account, binaries.initdb, parameters, location.home);
    if (!succeeded) throw new Error(`PostgreSQL could not create its cluster in ${location.home}: ${output}`);
    await rename(draft, location.cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => {
      resolve(false);
    });
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
      probe.close(() => {
        resolve(true);
      }),
    );
  });
}

async function anyFreePort(): Promise<number> {
  const probe = createServer();
  probe.listen({ port: 0, host: "127.0.0.1", exclusive: true });
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string")
    throw new Error("This machine gives no loopback port.");
  return address.port;
}

function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    shared_buffers: "128MB",
    max_connections: durable ? 100 : 200,
    max_wal_size: "1GB",
    ...(durable
      ? {}
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function openLog(dataDirectory: string): Promise<FileHandle> {
  const path = join(dataDirectory, "postgres.log");
  const size = await stat(path)
    .then((entry) => entry.size)
    .catch(() => 0);
  return open(path, size > MAXIMUM_LOG_BYTES ? "w" : "a", 0o600);
}

type Attempt = { readonly postmaster: Postmaster } | { readonly failure: string };

async function attempt(
  location: Location,
  binaries: Binaries,
  options: ServerOptions & { readonly password: string },
  port: number,
): Promise<Attempt> {
  const log = await openLog(options.dataDirectory);
  const before = (await log.stat()).size;
  const command = [binaries.postgres, "-D", location.cluster, ...settings(port, options.durable)] as const;
  const child = startDetached(location.account, command, location.home, log.fd);
  const ending = new AbortController();
  child.once("exit", () => {
    ending.abort();
  });
  child.once("error", () => {
    ending.abort();
  });
  await log.close();
  const deadline = Date.now() + START_PATIENCE_MS;
  while (!ending.signal.aborted && Date.now() < deadline) {
    const answer = child.pid === undefined ? "not yet" : await ask(port, options.password);
    if (child.pid !== undefined && answer === "ready") return { postmaster: { processId: child.pid, port } };
    if (answer === "refuses us") break;
    await pause(POLL_MS);
  }
  // A stranger may have taken the port and refused us: then our server ends by itself, and its log says why.
  if (!ending.signal.aborted) await Promise.race([once(child, "exit"), pause(1_000)]);
  if (!ending.signal.aborted) child.kill("SIGINT");
  const content = await readFile(join(options.dataDirectory, "postgres.log"));
  return { failure: content.subarray(before).toString("utf8").trim() };
}

/** Failures that pass by themselves: a port taken in the last moment, children of a killed server still ending. */
const passing = /could not bind|could not create any TCP\/IP sockets|pre-existing shared memory|lock file/;

/**
 * Starts the server of a cluster and waits until it answers.
 * @param preferredPort taken again when it is free, so that other programs find the server where it was
 */
export async function launch(
  location: Location,
  binaries: Binaries,
  options: ServerOptions & { readonly password: string },
  preferredPort: number,
): Promise<Postmaster> {
  let failure = "";
  for (let round = 1; round <= 10; round += 1) {
    const again = round === 1 && preferredPort > 0 && (await isFree(preferredPort));
    const result = await attempt(location, binaries, options, again ? preferredPort : await anyFreePort());
    if ("postmaster" in result) return result.postmaster;
    failure = result.failure;
    if (failure.includes("password authentication failed")) {
      throw new Error(
        `The password in ${join(options.dataDirectory, "postgres.json")} is not that of the database in ` +
          `${location.home}: restore that file, or delete both to start with an empty database.`,
      );
    }
    if (!passing.test(failure)) break;
    await pause(500);
  }
  throw new Error(
    `PostgreSQL did not start on ${location.cluster}; it said: ${failure || "nothing"}. ` +
      `Its log is ${join(options.dataDirectory, "postgres.log")}.`,
  );
}
