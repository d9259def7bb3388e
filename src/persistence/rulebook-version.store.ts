import type { PublishedRange } from "../domain/rulebook/timeline.js";
import type { RulebookVersion } from "../domain/rulebook/version.js";
import type { Sql, Tx } from "./database.js";

/** What a version says: as it was written, and parsed. */
export interface RulebookContent {
  readonly source: string;
  readonly document: unknown;
}

/** Number of the advisory lock of whoever changes versions: the letters "rules" in ASCII. */
const RULEBOOK_LOCK = "491327745395";

/** Makes changes of versions wait for each other until the transaction ends; they are rare, and their order matters. */
export async function lockRulebooks(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock($1)", [RULEBOOK_LOCK]);
}

const columns: Readonly<Record<keyof RulebookVersion, string>> = {
  id: "id",
  version: "version",
  status: "status",
  major: "major",
  drafters: "drafters",
  draftedBy: "drafted_by",
  draftedAt: "drafted_at",
  consultationAt: "consultation_at",
  approvedBy: "approved_by",
  approvedAt: "approved_at",
  publishedBy: "published_by",
  publishedAt: "published_at",
  noticeDays: "notice_days",
  effectiveAt: "effective_at",
  effectiveUntil: "effective_until",
  revision: "revision",
};
const entries = Object.entries(columns) as [keyof RulebookVersion, string][];
const selected = entries.map(([property, column]) => `${column} AS "${property}"`).join(", ");

/** A version and what it says, or null if there is none of this id (UUID). */
export async function readRulebookVersion(
  sql: Sql,
  id: string,
): Promise<(RulebookVersion & RulebookContent) | null> {
  const [row] = await sql.query<RulebookVersion & RulebookContent>(
    `SELECT ${selected}, source, document FROM rulebook WHERE id = $1`,
    [id],
  );
  return row ?? null;
}

/** Whether some version has the name. @param except UUID of a version that does not count; default none */
export async function isVersionTaken(
  sql: Sql,
  version: string,
  except: string | null = null,
): Promise<boolean> {
  const rows = await sql.query("SELECT 1 FROM rulebook WHERE version = $1 AND id IS DISTINCT FROM $2::uuid", [
    version,
    except,
  ]);
  return rows.length > 0;
}

/** When each published version is in force. */
export async function readPublishedRanges(sql: Sql): Promise<PublishedRange[]> {
  return sql.query<PublishedRange>(
    `SELECT id, version, effective_at AS "effectiveAt", effective_until AS "effectiveUntil" FROM rulebook
     WHERE status = 'PUBLISHED' ORDER BY effective_at`,
  );
}

const names = [...entries.map(([, column]) => column), "source", "document"];
const saveSql = `INSERT INTO rulebook (${names.join(", ")})
  VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")})
  ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`;

/** Writes a version whole, new or changed. */
export async function saveRulebookVersion(
  tx: Sql,
  version: RulebookVersion,
  { source, document }: RulebookContent,
): Promise<void> {
  const values = entries.map(([property]) => version[property]);
  await tx.query(saveSql, [...values, source, JSON.stringify(document)]);
}

/** Ends the range of a published version, which is possible once. */
export async function closeRulebookRange(tx: Sql, id: string, at: Date): Promise<void> {
  await tx.query("UPDATE rulebook SET effective_until = $2 WHERE id = $1", [id, at]);
}

/** Deletes a draft. */
export async function deleteRulebookDraft(tx: Sql, id: string): Promise<void> {
  await tx.query("DELETE FROM rulebook WHERE id = $1", [id]);
}
