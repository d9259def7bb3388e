import { parseRulebook } from "../domain/rulebook/parse-rulebook.js";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import type { Sql } from "./database.js";

interface DocumentRow {
  readonly document: unknown;
}

/**
 * Stores a version unless it is there already; versions never change.
 * @returns whether it was added
 */
export async function insertRulebook(sql: Sql, rulebook: Rulebook, effectiveAt: Date): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO rulebook (version, document, effective_at) VALUES ($1, $2::jsonb, $3)
     ON CONFLICT (version) DO NOTHING RETURNING version`,
    [rulebook.version, JSON.stringify(rulebook), effectiveAt],
  );
  return rows.length > 0;
}

/** A version by its name, or null if there is none. */
export async function selectRulebook(sql: Sql, version: string): Promise<Rulebook | null> {
  const [row] = await sql.query<DocumentRow>("SELECT document FROM rulebook WHERE version = $1", [version]);
  return row === undefined ? null : parseRulebook(row.document);
}

/** The name of the version in force at `instant`, or null before the first one took effect. */
export async function selectVersionInForce(sql: Sql, instant: Date): Promise<string | null> {
  const [row] = await sql.query<{ readonly version: string }>(
    `SELECT version FROM rulebook WHERE effective_at <= $1
     ORDER BY effective_at DESC, version DESC LIMIT 1`,
    [instant],
  );
  return row?.version ?? null;
}
