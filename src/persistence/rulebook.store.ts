import { parseRulebook } from "../domain/rulebook/parse-rulebook.js";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import type { Sql } from "./database.js";

interface DocumentRow {
  readonly document: unknown;
}

/** A published version by its name, or null if there is none. Drafts change, so they are never read as rules. */
export async function selectRulebook(sql: Sql, version: string): Promise<Rulebook | null> {
  const [row] = await sql.query<DocumentRow>(
    "SELECT document FROM rulebook WHERE version = $1 AND status = 'PUBLISHED'",
    [version],
  );
  return row === undefined ? null : parseRulebook(row.document);
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
