import { randomBytes } from "node:crypto";
import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { Client, escapeIdentifier } from "pg";
import { createDataSource } from "../../ormconfig.js";
import { Database } from "../../src/persistence/database.js";
import { parseRulebook } from "../../src/domain/rulebook/parse-rulebook.js";
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from "../../src/server/embedded-postgres.js";
import { migrate } from "../../src/server/migrate.js";
import { seedRulebook } from "../../src/services/rulebook/seed-rulebook.js";

/** The database server of one run of the tests. */
export interface TestServer {
  /** Address of a database from which others are created. */
  readonly url: string;
  /** Name of the migrated database that every test file clones; also the prefix of the clones. */
  readonly template: string;
  stop(): Promise<void>;
}

const folderPrefix = "ombud-tests-";

/** The same server, another database. */
export function urlOfDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

async function onServer<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The data folder lies in a folder of its own, which a later run finds by its name. */
async function removeFolder(folder: string): Promise<void> {
  const dataDirectory = join(folder, "data");
  const present = (await stat(dataDirectory).catch(() => null)) !== null;
  if (!present || (await destroyEmbeddedPostgres(dataDirectory)))
    await rm(folder, { recursive: true, force: true });
}

/** A run that was killed leaves its server behind: a later run of the same user stops and deletes it. */
async function sweepAbandonedServers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const folder = join(tmpdir(), name);
    const entry = name.startsWith(folderPrefix) ? await lstat(folder).catch(() => null) : null;
    const own = entry?.isDirectory() === true && entry.uid === userInfo().uid;
    // A young folder may belong to a run that is only just starting.
    if (!own || Date.now() - entry.mtimeMs < 300_000) continue;
    await removeFolder(folder).catch(() => undefined);
  }
}

async function startEmbedded(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  await sweepAbandonedServers();
  const folder = await mkdtemp(join(tmpdir(), folderPrefix));
  // As root the server runs as another user, who must be able to walk through.
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({
    dataDirectory: join(folder, "data"),
    durable: false,
    log: () => undefined,
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await removeFolder(folder);
    },
  };
}

/** Migrates a database as production does, and gives it the default rulebook. */
export async function fillTemplate(url: string): Promise<void> {
  const dataSource = createDataSource(url, { poolSize: 2 });
  await dataSource.initialize();
  try {
    await migrate(dataSource, url);
    const document = await readFile("seeds/rulebooks/default.json", "utf8");
    await seedRulebook(new Database(dataSource), parseRulebook(JSON.parse(document)));
  } finally {
    await dataSource.destroy();
  }
}

async function dropDatabasesOfRun(url: string, template: string): Promise<void> {
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
      [template],
    );
    for (const { datname } of rows) {
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(datname)} WITH (FORCE)`);
    }
  });
}

/**
 * Starts a database server for one run of the tests, or uses `external`, and prepares the template.
 * Names are unique to the run, so several runs share a machine or a server.
 */
export async function startTestServer(external: string | undefined): Promise<TestServer> {
  const server =
    external === undefined || external === ""
      ? await startEmbedded()
      : { url: external, stop: () => Promise.resolve() };
  const template = `ombud_test_${randomBytes(6).toString("hex")}`;
  const stop = async () => {
    await dropDatabasesOfRun(server.url, template);
    await server.stop();
  };
  try {
    await onServer(server.url, (client) => client.query(`CREATE DATABASE ${escapeIdentifier(template)}`));
    await fillTemplate(urlOfDatabase(server.url, template));
    return { url: server.url, template, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
