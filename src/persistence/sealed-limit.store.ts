import type { Side } from "../domain/access/viewer.js";
import type { Sql } from "./database.js";

/** A limit of a side as the table holds it. */
export interface StoredLimit {
  readonly side: Side;
  /** Encrypted with the dispute's key. */
  readonly sealed: Buffer;
}

/** Keeps a side's limit, in place of the one before, and reads what the other side has stated; null where nothing. */
export async function replaceSealedLimit(
  sql: Sql,
  disputeId: string,
  { side, sealed }: StoredLimit,
): Promise<StoredLimit | null> {
  const [row] = await sql.query<{ other: StoredLimit["side"] | null; sealed: Buffer | null }>(
    `WITH kept AS (INSERT INTO sealed_limit (dispute_id, side, sealed) VALUES ($1, $2, $3)
       ON CONFLICT (dispute_id, side) DO UPDATE SET sealed = excluded.sealed RETURNING dispute_id)
     SELECT stated.side AS other, stated.sealed FROM kept
     LEFT JOIN sealed_limit AS stated ON stated.dispute_id = $1 AND stated.side <> $2`,
    [disputeId, side, sealed],
  );
  const { other = null, sealed: found = null } = row ?? {};
  return other === null || found === null ? null : { side: other, sealed: found };
}

/** Forgets the limits of both sides. */
export async function deleteSealedLimits(sql: Sql, disputeId: string): Promise<void> {
  await sql.query("DELETE FROM sealed_limit WHERE dispute_id = $1", [disputeId]);
}

/** Forgets a side's limit. @returns whether it had one */
export async function deleteSealedLimit(sql: Sql, disputeId: string, side: Side): Promise<boolean> {
  const rows = await sql.query(
    "DELETE FROM sealed_limit WHERE dispute_id = $1 AND side = $2 RETURNING side",
    [disputeId, side],
  );
  return rows.length > 0;
}
