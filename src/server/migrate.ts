import { runMigrations } from "graphile-worker";
import type { DataSource } from "typeorm";
import { Client } from "pg";

/** Key of the advisory lock under which migrations run, so that servers that start at once wait for each other. */
const MIGRATION_LOCK = 7_106_448;

async function withMigrationLock<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: "ombud migrate" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    return await work();
  } finally {
    // Ending the session gives the lock back.
    await client.end();
  }
}

/**
 * Brings a database to the latest state: our tables, and those of the job queue.
 * @param dataSource initialised, on the same database as `url`
 * @returns the names of the migrations that ran now
 */
export function migrate(dataSource: DataSource, url: string): Promise<string[]> {
  return withMigrationLock(url, async () => {
    const ran = await dataSource.runMigrations();
    await runMigrations({ connectionString: url });
    return ran.map(({ name }) => name);
  });
}

/** Takes the last migration back. Everything it created is gone. */
export function revertLastMigration(dataSource: DataSource, url: string): Promise<void> {
  return withMigrationLock(url, () => dataSource.undoLastMigration());
}
