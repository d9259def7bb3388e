import type { MediatorAttendance } from "../domain/dispute/desk-guards.js";
import type { Sql } from "./database.js";

/**
 * How present the mediator of a dispute is; null where nobody has it. What counts is what he or she did in the case, when
 * it came to him or her, and when it began to be the platform's turn.
 */
export async function readAttendance(sql: Sql, disputeId: string): Promise<MediatorAttendance | null> {
  const [row] = await sql.query<{ level: 1 | 2 | 3; off_shift_since: Date | null; last_act_at: Date }>(
    `SELECT mediator.level, mediator.shift_ends_at AS off_shift_since, greatest(
       (dispute.clock ->> 'startedAt')::timestamptz,
       (SELECT max(occurred_at) FROM dispute_event AS event WHERE event.dispute_id = dispute.id
         AND (event.actor_id = dispute.mediator_id OR event.type IN ('CASE_TRANSFERRED', 'MEDIATOR_ASSIGNED')))) AS last_act_at
     FROM dispute JOIN mediator ON mediator.id = dispute.mediator_id WHERE dispute.id = $1`,
    [disputeId],
  );
  if (row === undefined) return null;
  return { lastActAt: row.last_act_at, offShiftSince: row.off_shift_since, level: row.level };
}

/**
 * UUIDs of disputes in which a mediator has to move and did nothing lately, whose shift ended long ago or who is below the
 * level asked for; the longest untouched first, at most `limit`.
 */
export async function readQuietCases(
  sql: Sql,
  {
    before,
    except,
    limit,
  }: { readonly before: Date; readonly except: readonly string[]; readonly limit: number },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT dispute.id FROM mediator JOIN dispute ON dispute.mediator_id = mediator.id
     WHERE dispute.status IN ('DECIDING', 'IN_REVIEW') AND dispute.id <> ALL ($2::uuid[])
       AND ((dispute.clock ->> 'startedAt')::timestamptz <= $1 AND NOT EXISTS (SELECT FROM dispute_event AS event WHERE event.dispute_id = dispute.id
           AND event.actor_id = dispute.mediator_id AND event.occurred_at > $1)
         OR mediator.shift_ends_at <= $1
         OR coalesce((dispute.desk ->> 'requiredLevel')::int, 1) > mediator.level)
     ORDER BY dispute.updated_at, dispute.id LIMIT $3`,
    [before, except, limit],
  );
  return rows.map(({ id }) => id);
}
