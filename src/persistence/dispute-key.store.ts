import type { Sql } from "./database.js";

/** The key of a dispute's files as the table holds it. */
export interface StoredDisputeKey {
  readonly masterKeyId: string;
  /** Null once it was destroyed. */
  readonly wrapped: Buffer | null;
}

/** Keeps a key for a dispute that has none; the first one stays. */
export async function insertDisputeKey(
  sql: Sql,
  key: {
    readonly disputeId: string;
    readonly masterKeyId: string;
    readonly wrapped: Uint8Array;
    readonly createdAt: Date;
  },
): Promise<void> {
  await sql.query(
    `INSERT INTO dispute_key (dispute_id, wrapped_key, master_key_id, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (dispute_id) DO NOTHING`,
    [key.disputeId, key.wrapped, key.masterKeyId, key.createdAt],
  );
}

/** Reads the key of a dispute; null if it never had one. */
export async function readDisputeKey(sql: Sql, disputeId: string): Promise<StoredDisputeKey | null> {
  const [row] = await sql.query<{ wrapped: Buffer | null; masterKeyId: string }>(
    `SELECT wrapped_key AS wrapped, master_key_id AS "masterKeyId" FROM dispute_key WHERE dispute_id = $1`,
    [disputeId],
  );
  return row ?? null;
}
