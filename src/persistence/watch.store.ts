import type { Viewer } from "../domain/access/viewer.js";
import type { WatchSubject } from "../domain/queue/watch.js";
import type { Tx } from "./database.js";

/** Somebody or something to keep an eye on. */
export interface Watched {
  readonly kind: WatchSubject;
  /** UUID of the dispute, shopper or merchant. */
  readonly id: string;
}

const insertSql = `INSERT INTO watch (id, subject_kind, subject_id, reason, watched_by_role, watched_by_id, watched_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (subject_id, subject_kind) WHERE ended_at IS NULL DO NOTHING RETURNING id`;

/** Puts something on the watch list. @returns false where it stands there already */
export async function insertWatch(
  tx: Tx,
  watch: {
    readonly id: string;
    readonly subject: Watched;
    readonly reason: string;
    readonly by: Viewer;
    readonly at: Date;
  },
): Promise<boolean> {
  const { id, subject, reason, by, at } = watch;
  const values = [id, subject.kind, subject.id, reason, by.role, by.id, at];
  return (await tx.query(insertSql, values)).length === 1;
}

const endSql = `UPDATE watch SET ended_by_role = $3, ended_by_id = $4, ended_at = greatest($5, watched_at)
  WHERE subject_kind = $1 AND subject_id = $2 AND ended_at IS NULL RETURNING id`;

/** Takes something off the watch list. @returns false where it does not stand there */
export async function endWatch(
  tx: Tx,
  { subject, by, at }: { readonly subject: Watched; readonly by: Viewer; readonly at: Date },
): Promise<boolean> {
  return (await tx.query(endSql, [subject.kind, subject.id, by.role, by.id, at])).length === 1;
}
