import { Client, escapeIdentifier } from "pg";
import type { Config } from "../config.js";
import { startEmbeddedPostgres } from "../embedded-postgres.js";

/** A database of one's own beside that of the platform. */
export interface ScratchDatabase {
  /** Address; it holds a password. */
  readonly url: string;
  /** Drops it, and leaves the embedded server. */
  drop(): Promise<void>;
}

const prefix = "ombud_demo_";
/** A demo that was killed leaves its database behind; one that is this old belongs to nobody. */
const ABANDONED_MS = 6 * 3_600_000;

async function onServer<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: "ombud demo" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function dropDatabase(url: string, name: string): Promise<unknown> {
  return onServer(url, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`),
  );
}

async function sweep(url: string, now: number): Promise<void> {
  const { rows } = await onServer(url, (client) =>
    client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE starts_with(datname, $1) AND pg_get_userbyid(datdba) = current_user",
      [prefix],
    ),
  );
  for (const { datname } of rows) {
    const createdAt = Number(datname.slice(prefix.length).split("_")[0]);
    if (now - createdAt > ABANDONED_MS) await dropDatabase(url, datname);
  }
}

async function create(url: string): Promise<{ readonly name: string; readonly url: string }> {
  const now = Date.now();
  await sweep(url, now);
  const name = `${prefix}${now}_${process.pid}`;
  await onServer(url, (client) => client.query(`CREATE DATABASE ${escapeIdentifier(name)}`));
  const address = new URL(url);
  address.pathname = `/${name}`;
  return { name, url: address.href };
}

/**
 * Creates an empty database on the server that the configuration names (that of DATABASE_URL, or the
 * embedded one, which a running `npm start` shares). The platform's own database stays untouched.
 * @throws Error if databases may not be created there
 */
export async function createScratchDatabase(
  config: Config,
  log: (message: string) => void,
): Promise<ScratchDatabase> {
  const { databaseUrl, dataDirectory } = config;
  const server =
    databaseUrl === null ? await startEmbeddedPostgres({ dataDirectory, durable: true, log }) : null;
  const serverUrl = databaseUrl ?? server?.url ?? "";
  try {
    const { name, url } = await create(serverUrl);
    return {
      url,
      async drop() {
        await dropDatabase(serverUrl, name);
        await server?.stop();
      },
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}
