import type { Viewer } from "../domain/access/viewer.js";
import type { Sql } from "./database.js";
import { custodyVisible } from "./read/custody-visibility.js";
import { eventPayload } from "./read/map/event-payload.js";
import { eventNumber } from "./read/orderings.js";
import type { RowSql } from "./read/read-type.js";
import { Scope } from "./read/scope.js";
import { eventVisible } from "./read/visibility.js";

/** A link of a chain as it is stored. */
interface StoredLink {
  readonly sequence: number;
  readonly actorRole: string;
  readonly actorId: string;
  readonly occurredAt: Date;
  readonly previousHash: string;
  readonly hash: string;
  /** Whether the viewer may know of it. */
  readonly visible: boolean;
}

/** An event with what the viewer may know of it. */
export interface LoggedEvent extends StoredLink {
  readonly type: string;
  readonly audience: string;
  readonly payload: unknown;
  readonly clause: string | null;
  /** Its number in the viewer's own counting; null if the viewer may not know of it. */
  readonly number: number | null;
  /** The details as the viewer may know them; null if the viewer may not know of it. */
  readonly shown: unknown;
  /** Whether these are all details. */
  readonly whole: boolean;
}

/** An act of custody with whether the viewer may know of it. */
export interface LoggedCustody extends StoredLink {
  readonly fileId: string;
  readonly act: string;
  readonly detail: unknown;
  readonly eventSequence: number;
  readonly eventHash: string;
}

const BATCH = 1_000;

const linkColumns = `link.sequence, link.actor_role AS "actorRole", link.actor_id AS "actorId",
  link.occurred_at AS "occurredAt", link.previous_hash AS "previousHash", link.hash`;

/** Every link of a chain, in batches. @param columns what else is read, and `visible` */
async function* linksOf<Link extends StoredLink>(
  sql: Sql,
  about: { readonly viewer: Viewer; readonly disputeId: string },
  source: { readonly table: string; readonly columns: RowSql },
): AsyncGenerator<Link> {
  let after = 0;
  for (;;) {
    const scope = new Scope(about.viewer);
    const columns = source.columns("link", scope);
    const batch = await sql.query<Link>(
      `SELECT ${linkColumns}, ${columns} FROM ${source.table} AS link
       WHERE link.dispute_id = ${scope.bind(about.disputeId, "uuid")} AND link.sequence > ${scope.bind(after, "integer")}
       ORDER BY link.sequence LIMIT ${BATCH}`,
      scope.values,
    );
    yield* batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    after = last.sequence;
  }
}

/** The whole log of a dispute in order, each event with what the viewer may know of it. */
export function readLoggedEvents(
  sql: Sql,
  about: { readonly viewer: Viewer; readonly disputeId: string },
): AsyncGenerator<LoggedEvent> {
  const columns: RowSql = (row, scope) => {
    const visible = eventVisible(row, scope);
    const shown = eventPayload(row, scope);
    return `${row}.type, ${row}.audience, ${row}.payload, ${row}.clause, ${visible} AS visible,
      CASE WHEN ${visible} THEN ${eventNumber(row, scope)} END AS number,
      CASE WHEN ${visible} THEN ${shown} END AS shown, ${visible} AND ${shown} = ${row}.payload AS whole`;
  };
  return linksOf<LoggedEvent>(sql, about, { table: "dispute_event", columns });
}

/** The whole custody log of a dispute in order, each act with whether the viewer may know of it. */
export function readLoggedCustody(
  sql: Sql,
  about: { readonly viewer: Viewer; readonly disputeId: string },
): AsyncGenerator<LoggedCustody> {
  const columns: RowSql = (row, scope) => {
    return `${row}.file_id AS "fileId", ${row}.act, ${row}.detail, ${row}.event_sequence AS "eventSequence",
      ${row}.event_hash AS "eventHash", ${custodyVisible(row, scope)} AS visible`;
  };
  return linksOf<LoggedCustody>(sql, about, { table: "evidence_custody", columns });
}
