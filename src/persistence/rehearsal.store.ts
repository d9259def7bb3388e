import type { RehearsalScore } from "../domain/rehearsal/score-rehearsal.js";
import type { Sql, Tx } from "./database.js";
import { isRuled } from "./ruled-cases.js";

/** A rehearsal of a trainee. Ids are UUIDs. */
export interface Rehearsal {
  /** Of the trainee's, from 1. */
  readonly number: number;
  readonly disputeId: string;
  readonly startedAt: Date;
  /** Null until it was submitted. */
  readonly score: RehearsalScore | null;
}

/**
 * A case for a trainee to rehearse: one that is over by a ruling and closed, that the trainee had nothing to do with and has not
 * rehearsed. Which one depends on the trainee, so that two do not get the same in the same order.
 * @returns its UUID; null where there is none
 */
const caseSql = `SELECT dispute.id FROM dispute WHERE ${isRuled} AND coalesce(final_reason, reason) = $2
  AND mediator_id IS DISTINCT FROM $1::uuid
  AND NOT EXISTS (SELECT FROM ruling WHERE ruling.dispute_id = dispute.id AND ruling.mediator_id = $1::uuid)
  AND NOT EXISTS (SELECT FROM rehearsal WHERE rehearsal.dispute_id = dispute.id AND trainee_id = $1::uuid)
  AND NOT EXISTS (SELECT FROM dispute_erasure AS erased WHERE erased.dispute_id = dispute.id)
  ORDER BY md5($1::text || dispute.id::text) LIMIT 1`;

/** Begins a rehearsal of a case for a reason. Hold the trainee's row. @returns null where there is no case left */
export async function insertRehearsal(
  tx: Tx,
  { traineeId, reason, at }: { readonly traineeId: string; readonly reason: string; readonly at: Date },
): Promise<{ readonly number: number } | null> {
  const [found] = await tx.query<{ id: string }>(caseSql, [traineeId, reason]);
  if (found === undefined) return null;
  const [row] = await tx.query<{ number: number }>(
    `INSERT INTO rehearsal (trainee_id, number, dispute_id, started_at)
     SELECT $1, coalesce(max(number), 0) + 1, $2, $3 FROM rehearsal WHERE trainee_id = $1 RETURNING number`,
    [traineeId, found.id, at],
  );
  return row ?? null;
}

/** A trainee's rehearsal by its number; null if there is none. */
export async function readRehearsal(sql: Sql, traineeId: string, number: number): Promise<Rehearsal | null> {
  const [row] = await sql.query<Rehearsal>(
    `SELECT number, dispute_id AS "disputeId", started_at AS "startedAt", score FROM rehearsal
     WHERE trainee_id = $1 AND number = $2`,
    [traineeId, number],
  );
  return row ?? null;
}

/** Stores what was submitted and how near it is, once. @returns whether nothing had been submitted before */
export async function submitRehearsal(
  tx: Tx,
  { traineeId, number }: { readonly traineeId: string; readonly number: number },
  {
    submission,
    score,
    at,
  }: { readonly submission: object; readonly score: RehearsalScore; readonly at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE rehearsal SET submission = $3, score = $4, submitted_at = $5
     WHERE trainee_id = $1 AND number = $2 AND submitted_at IS NULL RETURNING number`,
    [traineeId, number, submission, score, at],
  );
  return rows.length > 0;
}
