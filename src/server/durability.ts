import type { Sql } from "../persistence/database.js";

const wanted = ["fsync", "full_page_writes", "synchronous_commit"];

/**
 * Makes sure that what the database acknowledges survives a crash.
 * @throws Error naming each setting that is off
 */
export async function assertDurable(database: Sql): Promise<void> {
  const rows = await database.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name = ANY ($1) AND setting = 'off'",
    [wanted],
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).sort();
  throw new Error(
    `The database of DATABASE_URL has ${names.join(" and ")} switched off, so a crash would lose acknowledged ` +
      `decisions: switch ${names.length === 1 ? "it" : "them"} on, for example ALTER SYSTEM SET ${names[0] ?? ""} = on.`,
  );
}
