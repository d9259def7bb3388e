import type { QueueFilter, QueueView } from "../domain/queue/queue-view.js";
import type { Sql, Tx } from "./database.js";

/** A view of the queue that somebody saved. */
export interface SavedQueueView {
  readonly name: string;
  readonly view: QueueView;
  readonly filter: QueueFilter;
  readonly savedAt: Date;
}

/** Number of the advisory lock under which an owner's views are counted: the letters "queue" in ASCII. */
const QUEUE_VIEW_LOCK = "0x7175657565";

/** Lets nobody else save views for this owner until the transaction ends, so that they are counted by one at a time. */
export async function lockQueueViews(tx: Tx, ownerId: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, $2))", [
    ownerId,
    BigInt(QUEUE_VIEW_LOCK).toString(),
  ]);
}

const listSql = `SELECT name, view, filter, saved_at AS "savedAt" FROM queue_view WHERE owner_id = $1 ORDER BY name`;

/** The views of an owner, by name. */
export function readQueueViews(sql: Sql, ownerId: string): Promise<readonly SavedQueueView[]> {
  return sql.query<SavedQueueView>(listSql, [ownerId]);
}

const saveSql = `INSERT INTO queue_view (owner_id, name, view, filter, saved_at) VALUES ($1, $2, $3, $4::jsonb, $5)
  ON CONFLICT (owner_id, name) DO UPDATE SET view = excluded.view, filter = excluded.filter, saved_at = excluded.saved_at`;

/** Saves a view; one of the same name is replaced. */
export async function saveQueueViewRow(tx: Tx, ownerId: string, saved: SavedQueueView): Promise<void> {
  const { name, view, filter, savedAt } = saved;
  await tx.query(saveSql, [ownerId, name, view, JSON.stringify(filter), savedAt]);
}

/** Deletes a view. @returns false where there is none of this name */
export async function deleteQueueViewRow(tx: Tx, ownerId: string, name: string): Promise<boolean> {
  const rows = await tx.query("DELETE FROM queue_view WHERE owner_id = $1 AND name = $2 RETURNING name", [
    ownerId,
    name,
  ]);
  return rows.length === 1;
}
