import type { Sql } from "./database.js";

/** A version that was published, with its document as stored. */
export interface PublishedRulebook {
  readonly document: unknown;
  readonly effectiveAt: Date;
}

/** A published version by its name; null if there is none. */
export async function selectPublished(sql: Sql, version: string): Promise<PublishedRulebook | null> {
  const [row] = await sql.query<{ document: unknown; effective_at: Date }>(
    "SELECT document, effective_at FROM rulebook WHERE version = $1 AND status = 'PUBLISHED'",
    [version],
  );
  return row === undefined ? null : { document: row.document, effectiveAt: row.effective_at };
}
