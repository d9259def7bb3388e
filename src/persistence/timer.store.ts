import type { Sql, Tx } from "./database.js";

/** The name of the job that fires the due timer of one dispute; its payload is `{ disputeId }`. */
export const fireDeadlineTask = "fire-deadline";

/** A dispute with a timer, and when that timer is due in platform time. */
export interface DueDispute {
  readonly disputeId: string;
  readonly dueAt: Date;
}

/**
 * A SQL expression that sets the one timer of a dispute: the job is enqueued in the running transaction
 * and replaces an earlier one; null as the due time removes it. It returns nothing, but must be part of
 * what the statement selects: PostgreSQL skips a CTE of this kind that nobody reads.
 * @param disputeId SQL expression of type uuid, e.g. `$1::uuid`
 * @param dueAt SQL expression of type timestamptz, in platform time: the earliest of the dispute's deadline, its
 *   next reminder or the end of its pause, and the expiry of its open offers
 */
export function timerSql(disputeId: string, dueAt: string): string {
  return `set_dispute_timer(${disputeId}, ${dueAt})`;
}

/**
 * Sets, replaces or (with null) removes the timer of a dispute in the running transaction.
 * @param dueAt platform time
 */
export async function setTimer(tx: Pick<Tx, "query">, disputeId: string, dueAt: Date | null): Promise<void> {
  await tx.query(`SELECT ${timerSql("$1::uuid", "$2::timestamptz")}`, [disputeId, dueAt]);
}

/** When the next timer of a dispute is due in platform time; null when it has none. */
export async function readNextDue(sql: Sql, disputeId: string): Promise<Date | null> {
  const rows = await sql.query<{ due_at: Date | null }>(
    `SELECT least(deadline_at, wake_at, (SELECT min(expires_at) FROM offer WHERE dispute_id = dispute.id AND status = 'OPEN')) AS due_at
     FROM dispute WHERE id = $1 AND status <> 'CLOSED'`,
    [disputeId],
  );
  return rows[0]?.due_at ?? null;
}

/**
 * The disputes with a timer due at or before an instant, the earliest first. Each of the three
 * index scans stops at the limit.
 * @param options.until platform time
 * @param options.except UUIDs of disputes to leave out
 * @param options.limit at most so many
 */
export async function readDueDisputes(
  sql: Sql,
  options: { until: Date; except: readonly string[]; limit: number },
): Promise<DueDispute[]> {
  const rows = await sql.query<{ dispute_id: string; due_at: Date }>(
    `SELECT dispute_id, min(due_at) AS due_at FROM (
       (SELECT id AS dispute_id, deadline_at AS due_at FROM dispute
        WHERE deadline_at <= $1 AND id <> ALL ($2::uuid[]) ORDER BY deadline_at, id LIMIT $3)
       UNION ALL
       (SELECT id, wake_at FROM dispute
        WHERE wake_at <= $1 AND id <> ALL ($2::uuid[]) ORDER BY wake_at, id LIMIT $3)
       UNION ALL
       (SELECT dispute_id, expires_at FROM offer JOIN dispute ON dispute.id = offer.dispute_id
        WHERE offer.status = 'OPEN' AND expires_at <= $1 AND dispute.status <> 'CLOSED'
          AND dispute_id <> ALL ($2::uuid[])
        ORDER BY expires_at, dispute_id LIMIT $3)
     ) AS timer
     GROUP BY dispute_id ORDER BY due_at, dispute_id LIMIT $3`,
    [options.until, options.except, options.limit],
  );
  return rows.map((row) => ({ disputeId: row.dispute_id, dueAt: row.due_at }));
}
