import type { Viewer } from "../domain/access/viewer.js";
import type { CustodyAct } from "../domain/evidence/custody.js";
import { custodyGenesis, hashCustody } from "./custody-hash.js";
import type { Tx } from "./database.js";

/** JSON that goes with an act, the same after it was stored. */
export type CustodyDetail = Readonly<
  Record<string, string | number | boolean | null | readonly string[] | readonly number[]>
>;

/** What happened to a file. */
export interface CustodyEntry {
  /** UUID. */
  readonly fileId: string;
  readonly act: CustodyAct;
  readonly detail: CustodyDetail;
}

/** Acts of one actor at one time. */
export interface CustodyAppend {
  /** UUID. */
  readonly disputeId: string;
  readonly entries: readonly CustodyEntry[];
  readonly actor: Pick<Viewer, "role" | "id">;
  readonly occurredAt: Date;
  /** Makes the id of each link. */
  readonly newId: () => string;
}

/**
 * Takes the place of the dispute's own lock where the decision needs none of its state: whoever appends to a log of the
 * dispute, or counts its files, does so one after the other.
 */
const lockSql = `SELECT last_sequence, last_hash FROM dispute WHERE id = $1 FOR NO KEY UPDATE`;
const lastSql = `SELECT sequence, hash FROM evidence_custody WHERE dispute_id = $1 ORDER BY sequence DESC LIMIT 1`;
const insertSql = `INSERT INTO evidence_custody (dispute_id, sequence, id, file_id, act, actor_role, actor_id, detail,
    occurred_at, event_sequence, event_hash, previous_hash, hash)
  SELECT $1, link.sequence, link.id, link.file_id, link.act, $2, $3, link.detail, $4, $5, $6, link.previous_hash,
    link.hash
  FROM jsonb_to_recordset($7::jsonb) AS link (sequence integer, id uuid, file_id uuid, act text, detail jsonb,
    previous_hash text, hash text)`;

/**
 * Appends acts to the custody log of a dispute, in order, in the caller's transaction: they count if that commits. It
 * locks the row of the dispute until then.
 * @throws Error if there is no such dispute
 */
export async function appendCustody(tx: Tx, append: CustodyAppend): Promise<void> {
  const { disputeId, entries, actor, occurredAt, newId } = append;
  // Sent at once; the second sees what was committed while the first waited for the lock.
  const [[dispute], [last]] = await Promise.all([
    tx.query<{ last_sequence: number; last_hash: string }>(lockSql, [disputeId]),
    tx.query<{ sequence: number; hash: string }>(lastSql, [disputeId]),
  ]);
  if (dispute === undefined) throw new Error("Custody is kept of the files of a dispute, and there is none.");
  const { last_sequence: eventSequence, last_hash: eventHash } = dispute;
  let end = last ?? { sequence: 0, hash: custodyGenesis(disputeId) };
  const links = entries.map(({ fileId, act, detail }) => {
    const sequence = end.sequence + 1;
    const said = { disputeId, sequence, fileId, act, actorRole: actor.role, actorId: actor.id, detail };
    const hash = hashCustody(end.hash, { ...said, occurredAt, eventSequence, eventHash });
    const link = { sequence, id: newId(), file_id: fileId, act, detail, previous_hash: end.hash, hash };
    end = { sequence, hash };
    return link;
  });
  const shared = [disputeId, actor.role, actor.id, occurredAt, eventSequence, eventHash];
  await tx.query(insertSql, [...shared, JSON.stringify(links)]);
}

/**
 * Whether an act with such details is in the log already.
 * @param detail all of these must be in it
 */
export async function hasCustody(
  tx: Tx,
  { fileId, act, detail }: CustodyEntry,
  actor: Pick<Viewer, "role" | "id">,
): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM evidence_custody WHERE file_id = $1 AND act = $2 AND actor_role = $3 AND actor_id = $4
       AND detail @> $5::jsonb LIMIT 1`,
    [fileId, act, actor.role, actor.id, JSON.stringify(detail)],
  );
  return rows.length > 0;
}
