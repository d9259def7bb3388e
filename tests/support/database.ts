import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Client, escapeIdentifier, type PoolClient } from "pg";
import { createDataSource, type DataSourceOptions } from "../../ormconfig.js";
import { Database } from "../../src/persistence/database.js";

/** How long a test's last statements may take to give their connections back. */
const GRACE_MS = 2_000;

const urls = new WeakMap<Database, string>();
const borrowed = new WeakMap<Database, Set<PoolClient>>();

function fromSetup(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: run the tests with Jest, whose global setup sets it.`);
  return value;
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: fromSetup("OMBUD_TEST_SERVER") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Clones a database; the source must have no connections. Returns the address of the clone. */
async function clone(source: string): Promise<string> {
  const name = `${fromSetup("OMBUD_TEST_TEMPLATE")}_${randomBytes(6).toString("hex")}`;
  await onServer(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(source)}`);
  const address = new URL(fromSetup("OMBUD_TEST_SERVER"));
  address.pathname = `/${name}`;
  return address.href;
}

/** An empty database without any table, for tests of the migrations. Drop it with {@link dropTestDatabase}. */
export function createEmptyTestDatabase(): Promise<string> {
  return clone("template0");
}

/** Drops a database by its address, whoever is connected. */
export async function dropTestDatabase(url: string): Promise<void> {
  await onServer(`DROP DATABASE IF EXISTS ${escapeIdentifier(new URL(url).pathname.slice(1))} WITH (FORCE)`);
}

/**
 * A database of one's own: migrated, with the job queue's tables and the default rulebook, otherwise empty.
 * Open one per test file and give it back with {@link closeTestDatabase}.
 * @param options.poolSize default 10
 */
export async function openTestDatabase(options: DataSourceOptions = {}): Promise<Database> {
  const url = await clone(fromSetup("OMBUD_TEST_TEMPLATE"));
  const database = new Database(await createDataSource(url, { poolSize: 10, ...options }).initialize());
  urls.set(database, url);
  watchPool(database);
  return database;
}

/** Address of a test database, for code that needs connections of its own. */
export function testDatabaseUrl(database: Database): string {
  const url = urls.get(database);
  if (url === undefined) throw new Error("This database was not opened with openTestDatabase.");
  return url;
}

/** Keeps account of the connections that are out of the pool. */
function watchPool(database: Database): void {
  const out = new Set<PoolClient>();
  borrowed.set(database, out);
  database.pool.on("acquire", (client) => out.add(client));
  database.pool.on("release", (_error, client) => out.delete(client));
}

async function leakedConnections(database: Database): Promise<ReadonlySet<PoolClient>> {
  const out = borrowed.get(database) ?? new Set();
  const deadline = Date.now() + GRACE_MS;
  while (out.size > 0 && Date.now() < deadline) await pause(20);
  return out;
}

/** Closes and drops a test database; fails when the code under test has kept connections for itself. */
export async function closeTestDatabase(database: Database): Promise<void> {
  const url = testDatabaseUrl(database);
  const leaked = await leakedConnections(database);
  // Nobody listens to a leaked connection, which is about to be cut.
  for (const client of leaked) client.on("error", () => undefined);
  const closing = database.dataSource.destroy();
  // Closing a pool waits for its borrowed connections, so with a leak it would wait for ever.
  if (leaked.size === 0) await closing;
  else closing.catch(() => undefined);
  await dropTestDatabase(url);
  if (leaked.size > 0) {
    throw new Error(
      `${leaked.size} connections were never given back to the pool: look for a connect() without release().`,
    );
  }
}
