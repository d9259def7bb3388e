import type { Viewer } from "../domain/access/viewer.js";
import type { Sql } from "./database.js";
import { eventNumber } from "./read/orderings.js";
import type { RowSql } from "./read/read-type.js";
import { Scope } from "./read/scope.js";
import { disputeVisible, eventVisible } from "./read/visibility.js";

/**
 * A place in the log of all disputes. Events are ordered by the transaction that wrote them and then by
 * position, and read only below the oldest transaction that still runs: positions are given out
 * before the commit, so a higher one may become visible before a lower one.
 */
export interface FeedPosition {
  /** Decimal digits. */
  readonly transactionId: string;
  /** Decimal digits; "0" comes before every event of the transaction. */
  readonly position: string;
}

/** One event as the feed of all disputes finds it. */
export interface FeedEvent extends FeedPosition {
  readonly eventId: string;
  readonly disputeId: string;
}

/** One event of a dispute, with its number in the viewer's own gapless numbering. */
export interface NumberedEvent {
  readonly eventId: string;
  readonly number: number;
}

/** Whom a new event may concern. */
export interface FeedTailRow extends FeedPosition {
  readonly disputeId: string;
  readonly merchantId: string;
  readonly shopperId: string;
}

const horizon = `(SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS transaction_id)`;

/**
 * The events of one dispute that the viewer may see, in order. They become visible in the order of their
 * sequence, because whoever appends holds the dispute's row.
 * @param options.after number of the last event known, in the viewer's numbering; 0 for all
 */
export async function readDisputeEvents(
  sql: Sql,
  viewer: Viewer,
  options: { disputeId: string; after: number; limit: number },
): Promise<NumberedEvent[]> {
  const scope = new Scope(viewer);
  const text = `SELECT event.id AS "eventId", ${eventNumber("event", scope)} AS number
    FROM dispute_event AS event
    WHERE event.dispute_id = ${scope.bind(options.disputeId, "uuid")}
      AND ${eventNumber("event", scope)} > ${scope.bind(options.after, "integer")}
      AND ${eventVisible("event", scope)}
    ORDER BY event.sequence LIMIT ${scope.bind(options.limit, "integer")}`;
  return sql.query<{ eventId: string; number: number }>(text, scope.values);
}

/** The number of a dispute's last event that the viewer may see (0 if none); null if it may not see the dispute. */
export async function readDisputeEnd(sql: Sql, viewer: Viewer, disputeId: string): Promise<number | null> {
  const scope = new Scope(viewer);
  const text = `SELECT coalesce((SELECT max(${eventNumber("event", scope)}) FROM dispute_event AS event
      WHERE event.dispute_id = dispute.id AND ${eventVisible("event", scope)}), 0) AS number
    FROM dispute WHERE dispute.id = ${scope.bind(disputeId, "uuid")} AND ${disputeVisible("dispute", scope)}`;
  const [row] = await sql.query<{ number: number }>(text, scope.values);
  return row?.number ?? null;
}

/** What {@link readFeed} is asked for. */
export interface FeedRequest {
  /** Condition on the row of the dispute. */
  readonly filter: RowSql;
  readonly after: FeedPosition;
  readonly limit: number;
}

/**
 * The events of all disputes that the viewer may see and the filter takes, in the order of the feed.
 * @returns `end`: where the next read goes on: after the last event, or, when fewer than the limit were
 *   found, after everything that could be read
 */
export async function readFeed(
  sql: Sql,
  viewer: Viewer,
  request: FeedRequest,
): Promise<{ events: FeedEvent[]; end: FeedPosition }> {
  const scope = new Scope(viewer);
  const text = `SELECT horizon.transaction_id AS horizon, found.*
    FROM ${horizon} AS horizon LEFT JOIN LATERAL (
      SELECT event.id AS "eventId", event.dispute_id AS "disputeId",
        event.transaction_id AS "transactionId", event.position
      FROM dispute_event AS event JOIN dispute ON dispute.id = event.dispute_id
      WHERE ${afterSql("event", request.after, scope)} AND event.transaction_id < horizon.transaction_id
        AND ${eventVisible("event", scope)} AND ${request.filter("dispute", scope)}
      ORDER BY event.transaction_id, event.position LIMIT ${scope.bind(request.limit, "integer")}
    ) AS found ON TRUE ORDER BY found."transactionId", found.position`;
  const rows = await sql.query<{ horizon: string } & (FeedEvent | { eventId: null })>(text, scope.values);
  const events: FeedEvent[] = [];
  for (const row of rows) if (row.eventId !== null) events.push(row);
  const last = events.at(-1);
  const full = events.length >= request.limit && last !== undefined;
  return { events, end: full ? last : { transactionId: rows[0]?.horizon ?? "0", position: "0" } };
}

function afterSql(event: string, after: FeedPosition, scope: Scope): string {
  const transactionId = scope.bind(after.transactionId, "bigint");
  return `(${event}.transaction_id, ${event}.position) > (${transactionId}, ${scope.bind(after.position, "bigint")})`;
}

/**
 * The end of the feed at this moment.
 * @returns `position`: after everything of finished transactions; `seen`: the positions beyond it that are
 *   committed already, held back by an older transaction that still runs: part of the past as well
 */
export async function readFeedStart(
  sql: Sql,
): Promise<{ position: FeedPosition; seen: ReadonlySet<string> }> {
  const [row] = await sql.query<{ transaction_id: string; seen: string[] }>(
    `SELECT horizon.transaction_id, ARRAY(
       SELECT position::text FROM dispute_event AS event WHERE event.transaction_id >= horizon.transaction_id
     ) AS seen FROM ${horizon} AS horizon`,
  );
  return { position: { transactionId: row?.transaction_id ?? "0", position: "0" }, seen: new Set(row?.seen) };
}

/**
 * Whom the events after a place in the feed may concern, for waking subscribers.
 * @returns `pending`: whether further events are committed but held back by an older running transaction
 */
export async function readFeedTail(
  sql: Sql,
  after: FeedPosition,
  limit: number,
): Promise<{ rows: FeedTailRow[]; position: FeedPosition; pending: boolean }> {
  const found = await sql.query<{ horizon: string; pending: boolean } & (FeedTailRow | { disputeId: null })>(
    `SELECT horizon.transaction_id AS horizon, found.*,
       EXISTS (SELECT FROM dispute_event AS event WHERE event.transaction_id >= horizon.transaction_id) AS pending
     FROM ${horizon} AS horizon LEFT JOIN LATERAL (
       SELECT event.dispute_id AS "disputeId", dispute.merchant_id AS "merchantId",
         dispute.shopper_id AS "shopperId", event.transaction_id AS "transactionId", event.position
       FROM dispute_event AS event JOIN dispute ON dispute.id = event.dispute_id
       WHERE (event.transaction_id, event.position) > ($1::bigint, $2::bigint)
         AND event.transaction_id < horizon.transaction_id
       ORDER BY event.transaction_id, event.position LIMIT $3
     ) AS found ON TRUE ORDER BY found."transactionId", found.position`,
    [after.transactionId, after.position, limit],
  );
  const rows: FeedTailRow[] = [];
  for (const row of found) if (row.disputeId !== null) rows.push(row);
  const last = rows.at(-1);
  const full = rows.length >= limit && last !== undefined;
  const end = { transactionId: found[0]?.horizon ?? after.transactionId, position: "0" };
  return { rows, position: full ? last : end, pending: found[0]?.pending ?? false };
}
