import type { Dispute } from "../domain/dispute/dispute.js";
import type { Sql } from "./database.js";

/** What keeps a closed dispute from being taken up again. */
export interface ReopeningFacts {
  /** When its evidence was erased; null if it was not. */
  readonly erasedAt: Date | null;
  /** The number of a dispute that was opened on one of its lines since; null if there is none. */
  readonly laterNumber: string | null;
}

/** Reads it; the row of the dispute is locked by the caller. */
export async function readReopeningFacts(sql: Sql, { id, closedAt }: Dispute): Promise<ReopeningFacts> {
  const [row] = await sql.query<ReopeningFacts>(
    `SELECT (SELECT erased_at FROM dispute_erasure WHERE dispute_id = $1) AS "erasedAt",
       (SELECT later.number FROM dispute_line AS own
          JOIN dispute_line AS other ON other.order_line_id = own.order_line_id AND other.dispute_id <> own.dispute_id
          JOIN dispute AS later ON later.id = other.dispute_id AND later.opened_at >= $2
        WHERE own.dispute_id = $1 ORDER BY later.opened_at DESC LIMIT 1) AS "laterNumber"`,
    [id, closedAt],
  );
  return row ?? { erasedAt: null, laterNumber: null };
}
