import type { Sql } from "./database.js";

/** UUIDs of uploads that should have been finished before an instant and were not, the oldest first. */
export async function readStaleUploads(sql: Sql, before: Date, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM evidence_file WHERE status = 'UPLOADING' AND expires_at < $1 ORDER BY expires_at LIMIT $2`,
    [before, limit],
  );
  return rows.map(({ id }) => id);
}

/** Those of some addresses that no row names. */
export async function unnamedAddresses(sql: Sql, addresses: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ address: string }>(
    `SELECT address FROM unnest($1::text[]) AS found (address)
     EXCEPT SELECT object_address FROM evidence_file WHERE object_address = ANY ($1)
     EXCEPT SELECT shared_address FROM evidence_file WHERE shared_address = ANY ($1)
     EXCEPT SELECT object_address FROM dossier WHERE object_address = ANY ($1)`,
    [addresses],
  );
  return rows.map(({ address }) => address);
}

/** Those of some uploads for which no bytes are awaited any more. */
export async function finishedUploads(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM unnest($1::uuid[]) AS found (id)
     WHERE NOT EXISTS (SELECT FROM evidence_file AS file
       WHERE file.id = found.id AND file.status = 'UPLOADING' AND file.object_address IS NULL)`,
    [ids],
  );
  return rows.map(({ id }) => id);
}
