import type { Viewer } from "../domain/access/viewer.js";
import type { CustodyAct } from "../domain/evidence/custody.js";
import { custodyGenesis, hashCustody } from "./custody-hash.js";
import type { Sql, Tx } from "./database.js";

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

/** Where the log of a dispute's events ends. */
export interface EventEnd {
  readonly eventSequence: number;
  readonly eventHash: string;
}

/** Where the custody log of a dispute ends. */
export interface CustodyEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** Links that are ready to be written. */
export interface CustodyRows extends Omit<CustodyAppend, "entries" | "newId">, EventEnd {
  /** JSON. */
  readonly links: string;
}

/** How many parameters {@link insertCustodySql} takes. */
export const CUSTODY_PARAMETERS = 7;

/**
 * The statement that writes links, for use alone or as one CTE of a larger write.
 * @param first number of its first parameter; it takes {@link CUSTODY_PARAMETERS}, see {@link custodyValues}
 * @param source a CTE of one row, without which nothing is written; default none
 */
export function insertCustodySql(first: number, source?: string): string {
  const [dispute, role, actor, at, sequence, hash, links] = Array.from(
    { length: CUSTODY_PARAMETERS },
    (_, index) => `$${first + index}`,
  );
  return `INSERT INTO evidence_custody (dispute_id, sequence, id, file_id, act, actor_role, actor_id, detail,
      occurred_at, event_sequence, event_hash, previous_hash, hash)
    SELECT ${dispute}::uuid, link.sequence, link.id, link.file_id, link.act, ${role}::text, ${actor}::uuid, link.detail,
      ${at}::timestamptz, ${sequence}::integer, ${hash}::text, link.previous_hash, link.hash
    FROM jsonb_to_recordset(${links}::jsonb) AS link (sequence integer, id uuid, file_id uuid, act text, detail jsonb,
      previous_hash text, hash text)${source === undefined ? "" : `, ${source}`}`;
}

/** The parameters of {@link insertCustodySql}, in order. */
export function custodyValues(rows: CustodyRows): unknown[] {
  const { disputeId, actor, occurredAt, eventSequence, eventHash, links } = rows;
  return [disputeId, actor.role, actor.id, occurredAt, eventSequence, eventHash, links];
}

/** Where the custody log of a dispute ends. Lock the dispute's row first where a link follows. */
export async function readCustodyEnd(sql: Sql, disputeId: string): Promise<CustodyEnd> {
  const [last] = await sql.query<CustodyEnd>(
    "SELECT sequence, hash FROM evidence_custody WHERE dispute_id = $1 ORDER BY sequence DESC LIMIT 1",
    [disputeId],
  );
  return last ?? custodyStart(disputeId);
}

/** The end of a custody log that has no entry yet. */
export function custodyStart(disputeId: string): CustodyEnd {
  return { sequence: 0, hash: custodyGenesis(disputeId) };
}

/** Links acts to the ends of both logs, in order. */
export function linkCustody(
  { entries, newId, ...append }: CustodyAppend,
  ends: { readonly events: EventEnd; readonly custody: CustodyEnd },
): CustodyRows {
  const { disputeId, actor, occurredAt } = append;
  let end = ends.custody;
  const links = entries.map(({ fileId, act, detail }) => {
    const sequence = end.sequence + 1;
    const said = { disputeId, sequence, fileId, act, actorRole: actor.role, actorId: actor.id, detail };
    const hash = hashCustody(end.hash, { ...said, occurredAt, ...ends.events });
    const link = { sequence, id: newId(), file_id: fileId, act, detail, previous_hash: end.hash, hash };
    end = { sequence, hash };
    return link;
  });
  return { ...append, ...ends.events, links: JSON.stringify(links) };
}

const insertAlone = insertCustodySql(1);

/**
 * Appends acts to the custody log of a dispute, in order, in the caller's transaction: they count if that commits. It
 * locks the row of the dispute until then.
 * @throws Error if there is no such dispute
 */
export async function appendCustody(tx: Tx, append: CustodyAppend): Promise<void> {
  const { disputeId } = append;
  // Sent at once; the second sees what was committed while the first waited for the lock.
  const [[events], custody] = await Promise.all([
    tx.query<EventEnd>(
      `SELECT last_sequence AS "eventSequence", last_hash AS "eventHash" FROM dispute WHERE id = $1
       FOR NO KEY UPDATE`,
      [disputeId],
    ),
    readCustodyEnd(tx, disputeId),
  ]);
  if (events === undefined) throw new Error("Custody is kept of the files of a dispute, and there is none.");
  await tx.query(insertAlone, custodyValues(linkCustody(append, { events, custody })));
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
