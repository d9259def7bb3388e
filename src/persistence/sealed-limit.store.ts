import type { Side } from "../domain/access/viewer.js";
import type { Sql } from "./database.js";

/** A limit of a side as the table holds it. */
export interface StoredLimit {
  readonly side: Side;
  /** Encrypted with the dispute's key. */
  readonly sealed: Buffer;
}

/**
 * Keeps a side's limit, in place of the one before, and reads what the other side has stated; null where nothing.
 * @param most how often a side may state one
 * @returns undefined, and nothing is kept, where the side has done so as often already
 */
export async function replaceSealedLimit(
  sql: Sql,
  disputeId: string,
  { side, sealed, most }: StoredLimit & { readonly most: number },
): Promise<StoredLimit | null | undefined> {
  const [row] = await sql.query<{ other: StoredLimit["side"] | null; sealed: Buffer | null }>(
    `WITH kept AS (INSERT INTO sealed_limit AS own (dispute_id, side, sealed, statements) VALUES ($1, $2, $3, 1)
       ON CONFLICT (dispute_id, side) DO UPDATE SET sealed = excluded.sealed, statements = own.statements + 1
         WHERE own.statements < $4 RETURNING dispute_id)
     SELECT stated.side AS other, stated.sealed FROM kept
     LEFT JOIN sealed_limit AS stated ON stated.dispute_id = $1 AND stated.side <> $2`,
    [disputeId, side, sealed, most],
  );
  if (row === undefined) return undefined;
  return row.other === null || row.sealed === null ? null : { side: row.other, sealed: row.sealed };
}

/** Forgets the limits of both sides, but not how often they were stated. */
export async function forgetSealedLimits(sql: Sql, disputeId: string): Promise<void> {
  await sql.query("UPDATE sealed_limit SET sealed = NULL WHERE dispute_id = $1", [disputeId]);
}

/** Forgets a side's limit, but not how often one was stated. @returns whether it had one */
export async function forgetSealedLimit(sql: Sql, disputeId: string, side: Side): Promise<boolean> {
  const rows = await sql.query(
    "UPDATE sealed_limit SET sealed = NULL WHERE dispute_id = $1 AND side = $2 AND sealed IS NOT NULL RETURNING side",
    [disputeId, side],
  );
  return rows.length > 0;
}
