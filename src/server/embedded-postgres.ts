import { randomBytes } from "node:crypto";
import { mkdir, realpath, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { escapeIdentifier, escapeLiteral } from "pg";
import { removeAs } from "./embedded/account.js";
import { prepareBinaries } from "./embedded/binaries.js";
import { createCluster, launch, versionOf, type ServerOptions } from "./embedded/cluster.js";
import { alone, countLeases, dropLease, takeLease } from "./embedded/lease.js";
import { locateCluster, recall, remember, type Location, type Memory } from "./embedded/location.js";
import {
  addressOf,
  ask,
  asSuperuser,
  clearStalePidFile,
  findPostmaster,
  stopPostmaster,
  type Postmaster,
} from "./embedded/postmaster.js";

export type { ServerOptions } from "./embedded/cluster.js";

/** Role and database of the platform. Not a superuser; may create databases. */
const platform = "ombud";

/** A running embedded PostgreSQL, shared by all processes that use the same data folder. */
export interface EmbeddedPostgres {
  /** Address of the platform's database; the password is in it. */
  readonly url: string;
  /** Whether the server ran already: left by a killed process, or started by one that still runs. */
  readonly adopted: boolean;
  /** Stops using the server; the last process that uses it stops it. Safe to call twice. */
  stop(): Promise<void>;
}

interface Found {
  readonly postmaster: Postmaster;
  readonly adopted: boolean;
}

/** Waits for a server that is there already: ready, or null once it has ended. */
async function adopt(cluster: string, password: string): Promise<Postmaster | null> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const running = await findPostmaster(cluster);
    if (running === null) return null;
    const answer = await ask(running.port, password);
    if (answer === "ready") return running;
    if (answer === "refuses us" || Date.now() > deadline) {
      const reason = answer === "refuses us" ? "does not take the remembered password" : "does not answer";
      throw new Error(
        `PostgreSQL already runs on ${cluster} (process ${running.processId}, port ${running.port}) and ${reason}: ` +
          `stop that process, then start again.`,
      );
    }
    await pause(100);
  }
}

async function startOrAdopt(location: Location, options: ServerOptions, memory: Memory): Promise<Found> {
  const adopted = await adopt(location.cluster, memory.password);
  if (adopted !== null) return { postmaster: adopted, adopted: true };
  await clearStalePidFile(location.cluster, options.log);
  const binaries = await prepareBinaries(location.account, options.log);
  const version = await versionOf(location.cluster, location);
  if (version !== null && version !== binaries.majorVersion) {
    throw new Error(
      `The database in ${location.home} was made by PostgreSQL ${version} and the installed programs are version ` +
        `${binaries.majorVersion}: install the earlier package again, or dump and restore the data.`,
    );
  }
  if (version === null) await createCluster(location, binaries, memory.password, options.durable);
  const { password, port } = memory;
  return { postmaster: await launch(location, binaries, { ...options, password }, port), adopted: false };
}

/** Somebody deleted the data folder, and with it the password, but could not know of the cluster elsewhere. */
async function setAside(location: Location, log: (message: string) => void): Promise<void> {
  const old = `${location.cluster}.old`;
  await stopServer(location);
  await removeAs(location.account, old);
  await rename(location.cluster, old);
  log(`The data folder is new; the database that an earlier one had outside it is now ${old}.`);
}

async function memoryFor(location: Location, options: ServerOptions): Promise<Memory> {
  const { dataDirectory } = options;
  const known = await recall(dataDirectory);
  if (known !== null) return known;
  if ((await versionOf(location.cluster, location)) !== null) {
    if (liesInside(location, dataDirectory)) {
      throw new Error(
        `${dataDirectory}/postgres.json with the password of the database in ${location.home} is missing: ` +
          `restore it, or delete that folder to start with an empty database.`,
      );
    }
    await setAside(location, options.log);
  }
  const memory = { password: randomBytes(24).toString("hex"), port: 0 };
  await remember(dataDirectory, memory);
  return memory;
}

function liesInside(location: Location, dataDirectory: string): boolean {
  return location.home.startsWith(join(dataDirectory, "/"));
}

async function ensurePlatformDatabase({ port }: Postmaster, password: string): Promise<void> {
  await asSuperuser(port, password, async (client) => {
    const roles = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [platform]);
    if (roles.rowCount === 0) {
      await client.query(
        `CREATE ROLE ${escapeIdentifier(platform)} LOGIN CREATEDB PASSWORD ${escapeLiteral(password)}`,
      );
    }
    const databases = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [platform]);
    if (databases.rowCount === 0) {
      await client.query(`CREATE DATABASE ${escapeIdentifier(platform)} OWNER ${escapeIdentifier(platform)}`);
    }
  });
}

async function stopServer(location: Location): Promise<void> {
  const running = await findPostmaster(location.cluster);
  if (running !== null) await stopPostmaster(running, location.cluster);
}

function handle(location: Location, dataDirectory: string, url: string, adopted: boolean): EmbeddedPostgres {
  const lease = takeLease(dataDirectory);
  let stopped = false;
  return {
    url,
    adopted,
    async stop() {
      if (stopped) return;
      stopped = true;
      await alone(dataDirectory, async () => {
        dropLease(lease);
        if (countLeases(dataDirectory) === 0) await stopServer(location);
      });
    },
  };
}

/**
 * Starts the PostgreSQL that comes with the npm packages on a data folder, or joins the one that runs there:
 * after a kill of the process that started it, or when another process uses the same folder. It listens on a
 * free port of the loopback address only. As root it runs as `postgres` or `nobody`.
 * @throws Error saying what is in the way and what to do
 */
export async function startEmbeddedPostgres(options: ServerOptions): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDirectory, { recursive: true });
  const dataDirectory = await realpath(options.dataDirectory);
  return alone(dataDirectory, async () => {
    const location = await locateCluster(dataDirectory, options.log);
    const memory = await memoryFor(location, { ...options, dataDirectory });
    const { postmaster, adopted } = await startOrAdopt(location, { ...options, dataDirectory }, memory);
    const elsewhere = liesInside(location, dataDirectory) ? {} : { home: location.home };
    await remember(dataDirectory, { password: memory.password, port: postmaster.port, ...elsewhere });
    await ensurePlatformDatabase(postmaster, memory.password);
    const url = addressOf(platform, memory.password, postmaster.port, platform);
    return handle(location, dataDirectory, url, adopted);
  });
}

/**
 * Stops the server of a data folder and deletes the folder with everything in it, unless a live process uses it.
 * @returns whether it is gone
 */
export async function destroyEmbeddedPostgres(directory: string): Promise<boolean> {
  const dataDirectory = await realpath(directory);
  return alone(dataDirectory, async () => {
    if (countLeases(dataDirectory) > 0) return false;
    const location = await locateCluster(dataDirectory, () => undefined);
    await stopServer(location);
    await removeAs(location.account, location.cluster);
    await rm(location.home, { recursive: true, force: true });
    await rm(dataDirectory, { recursive: true, force: true });
    return true;
  });
}
