import type { Viewer } from "../domain/access/viewer.js";
import type { LinkKind } from "../domain/dispute/dispute-link.js";
import type { Tx } from "./database.js";

/** What ties two disputes together. Ids are UUIDs; which dispute comes first makes no difference. */
export interface LinkedPair {
  readonly disputeId: string;
  readonly otherId: string;
  readonly kind: LinkKind;
}

// The ends are always written in the order of their ids, so that who links the same two the other way round waits.
const insertSql = `INSERT INTO dispute_link (id, dispute_id, other_id, kind, reason, linked_by_role, linked_by_id, linked_at)
  SELECT $1, one, other, $4, $5, $6, $7, $8 FROM (VALUES ($2::uuid, $3::uuid), ($3::uuid, $2::uuid)) AS ends (one, other)
  ORDER BY one
  ON CONFLICT (dispute_id, other_id, kind) WHERE ended_at IS NULL DO NOTHING`;

/** Ties two disputes together; where they are already, nothing changes. */
export async function insertLink(
  tx: Tx,
  link: {
    readonly id: string;
    readonly pair: LinkedPair;
    readonly reason: string;
    readonly by: Viewer;
    readonly at: Date;
  },
): Promise<void> {
  const { id, pair, reason, by, at } = link;
  const { disputeId, otherId, kind } = pair;
  await tx.query(insertSql, [id, disputeId, otherId, kind, reason, by.role, by.id, at]);
}

const endSql = `WITH ends AS (SELECT id, dispute_id FROM dispute_link WHERE kind = $3 AND ended_at IS NULL
    AND ((dispute_id = $1 AND other_id = $2) OR (dispute_id = $2 AND other_id = $1)) ORDER BY dispute_id FOR UPDATE)
  UPDATE dispute_link AS link SET ended_by_role = $4, ended_by_id = $5, ended_at = greatest($6, link.linked_at)
  FROM ends WHERE link.id = ends.id AND link.dispute_id = ends.dispute_id`;

/** Unties two disputes; where they are not tied together, nothing changes. */
export async function endLink(
  tx: Tx,
  { pair, by, at }: { readonly pair: LinkedPair; readonly by: Viewer; readonly at: Date },
): Promise<void> {
  const { disputeId, otherId, kind } = pair;
  await tx.query(endSql, [disputeId, otherId, kind, by.role, by.id, at]);
}
