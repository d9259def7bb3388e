import type { Role, Viewer } from "../domain/access/viewer.js";
import type { Sql, Tx } from "./database.js";
import { Scope } from "./read/scope.js";
import { disputeVisible } from "./read/visibility.js";

/** A presence that has not shown itself for so long is over: its process is gone. */
const EXPIRY = "interval '25 seconds'";

/** One subscription of one person to a case. */
export interface Presence {
  /** UUID of the subscription. */
  readonly id: string;
  readonly disputeId: string;
  readonly viewer: Viewer;
}

/** Somebody who has a case open. */
export interface PresentPerson {
  /** UUID of the viewer. */
  readonly id: string;
  readonly role: Role;
  /** Null where the role has no public names. */
  readonly publicName: string | null;
  /** ISO 8601, real time. */
  readonly since: string;
}

const showSql = `INSERT INTO case_presence (id, dispute_id, viewer_role, viewer_id, since, seen_at)
  VALUES ($1, $2, $3, $4, clock_timestamp(), clock_timestamp())
  ON CONFLICT (id) DO UPDATE SET seen_at = greatest(case_presence.seen_at, excluded.seen_at)`;

/** Shows that a subscription is still there; the first time it begins with that. */
export async function showPresence(sql: Sql, { id, disputeId, viewer }: Presence): Promise<void> {
  await sql.query(showSql, [id, disputeId, viewer.role, viewer.id]);
}

/** Begins a presence, clears away those whose process is gone, and wakes whoever has the case open. */
export async function beginPresence(tx: Tx, presence: Presence): Promise<void> {
  await tx.query(`DELETE FROM case_presence WHERE id IN (SELECT id FROM case_presence
    WHERE seen_at < clock_timestamp() - ${EXPIRY} ORDER BY id FOR UPDATE SKIP LOCKED)`);
  await showPresence(tx, presence);
  tx.touched(presence.disputeId);
}

/** Ends a presence, and wakes whoever else has the case open. */
export async function endPresence(tx: Tx, { id, disputeId }: Presence): Promise<void> {
  await tx.query("DELETE FROM case_presence WHERE id = $1", [id]);
  tx.touched(disputeId);
}

/**
 * Who has a case open beside the viewer, whoever came first before; a person with several subscriptions counts once.
 * @returns null where the viewer may not see the case (any more)
 */
export async function readPresent(
  sql: Sql,
  viewer: Viewer,
  disputeId: string,
): Promise<readonly PresentPerson[] | null> {
  const scope = new Scope(viewer);
  const [id, own] = [scope.bind(disputeId, "uuid"), scope.bind(viewer.id, "uuid")];
  const text = `SELECT (SELECT coalesce(json_agg(person ORDER BY since, name, role), '[]'::json) FROM (
      SELECT here.viewer_id AS id, here.viewer_role AS role, min(here.since) AS since, mediator.public_name AS name
      FROM case_presence AS here LEFT JOIN mediator ON mediator.id = here.viewer_id
      WHERE here.dispute_id = ${id} AND here.viewer_id <> ${own} AND here.seen_at >= clock_timestamp() - ${EXPIRY}
      GROUP BY here.viewer_id, here.viewer_role, mediator.public_name) AS person) AS present
    FROM dispute AS subject WHERE subject.id = ${id} AND ${disputeVisible("subject", scope)}`;
  interface Row {
    readonly present: readonly { id: string; role: Role; since: string; name: string | null }[];
  }
  const [row] = await sql.query<Row>(text, scope.values);
  if (row === undefined) return null;
  return row.present.map(({ name, ...person }) => ({ ...person, publicName: name }));
}
