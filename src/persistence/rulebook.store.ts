import { parseRulebook } from "../domain/rulebook/parse-rulebook.js";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import { StoredRulebookStatus } from "../domain/rulebook/version.js";
import type { Sql } from "./database.js";

/** What a version says, and whether it may count as rules yet. */
export interface StoredRulebook {
  readonly status: StoredRulebookStatus;
  readonly document: unknown;
}

/** A version by its name, whatever its status, or null if there is none. */
export async function selectStoredRulebook(sql: Sql, version: string): Promise<StoredRulebook | null> {
  const [row] = await sql.query<StoredRulebook>("SELECT status, document FROM rulebook WHERE version = $1", [
    version,
  ]);
  return row ?? null;
}

/** A published version by its name, or null if there is none. Drafts change, so they are never read as rules. */
export async function selectRulebook(sql: Sql, version: string): Promise<Rulebook | null> {
  const row = await selectStoredRulebook(sql, version);
  return row?.status === StoredRulebookStatus.PUBLISHED ? parseRulebook(row.document) : null;
}

/** The name of the version in force at `instant`, or null before the first one took effect. */
export async function selectVersionInForce(sql: Sql, instant: Date): Promise<string | null> {
  const [row] = await sql.query<{ readonly version: string }>(
    `SELECT version FROM rulebook
     WHERE status = 'PUBLISHED' AND tstzrange(effective_at, effective_until) @> $1::timestamptz`,
    [instant],
  );
  return row?.version ?? null;
}
