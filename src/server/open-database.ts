import { createDataSource } from "../../ormconfig.js";
import { Database } from "../persistence/database.js";
import type { Config } from "./config.js";
import { assertDurable } from "./durability.js";
import { startEmbeddedPostgres } from "./embedded-postgres.js";

/** A database that is ready to use, and how to leave it. */
export interface OpenDatabase {
  readonly database: Database;
  /** Address of the same database, for connections of one's own; it holds a password. */
  readonly url: string;
  /** Whether it is the embedded PostgreSQL. */
  readonly embedded: boolean;
  /** Closes the pool, then leaves the embedded server, which its last user stops. */
  close(): Promise<void>;
}

/**
 * Opens the database that the configuration names: that of DATABASE_URL, or the embedded one.
 * Close it before the process ends.
 * @param options.statementTimeoutMs default 0, never: long jobs such as the import
 */
export async function openDatabase(
  config: Config,
  log: (message: string) => void,
  options: { readonly statementTimeoutMs?: number } = {},
): Promise<OpenDatabase> {
  const server =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDirectory: config.dataDirectory, durable: true, log })
      : null;
  const url = config.databaseUrl ?? server?.url ?? "";
  const dataSource = createDataSource(url, { poolSize: config.databasePool, ...options });
  const close = async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server?.stop();
  };
  try {
    await dataSource.initialize();
    const database = new Database(dataSource);
    await assertDurable(database);
    return { database, url, embedded: server !== null, close };
  } catch (error) {
    await close();
    throw error;
  }
}
