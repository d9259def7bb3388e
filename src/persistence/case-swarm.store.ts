import type { Dispute } from "../domain/dispute/dispute.js";
import type { SharedEvidence, SharedFinding } from "../domain/dispute/swarm.js";
import type { EvidenceItem } from "../domain/evidence/dispute-evidence.js";
import type { Sql, Tx } from "./database.js";

/** A dispute of a swarm, as far as who sees it and whether it still stands there. */
export interface SwarmMember extends Pick<
  Dispute,
  "id" | "mediatorId" | "merchantId" | "shopperId" | "status"
> {
  /** Whether neither side has opted out. */
  readonly stands: boolean;
  /** Whether the shared finding was applied to it. */
  readonly applied: boolean;
}

/** A swarm with its disputes, in the order in which they were opened. */
export interface CaseSwarm {
  readonly id: string;
  readonly commonCause: string;
  readonly finding: SharedFinding | null;
  readonly members: readonly SwarmMember[];
}

/** An item that a shared finding rests on, with which one it is; for staff and for the proof. */
export interface RecordedEvidence extends SharedEvidence {
  readonly disputeId: string;
  readonly itemId: string;
  readonly contentHash: string;
}

const readSql = `SELECT swarm.id, swarm.common_cause AS "commonCause", swarm.finding_text AS text, swarm.finding_evidence AS evidence,
    swarm.finding_hash AS hash, swarm.decided_by_id AS "mediatorId", swarm.decided_at AS "decidedAt",
    (SELECT coalesce(json_agg(json_build_object('id', dispute.id, 'mediatorId', dispute.mediator_id, 'merchantId', dispute.merchant_id,
        'shopperId', dispute.shopper_id, 'status', dispute.status, 'stands', dispute.swarm -> 'optOut' = 'null',
        'applied', dispute.swarm -> 'finding' <> 'null') ORDER BY dispute.opened_at, dispute.id), '[]')
      FROM dispute WHERE dispute.swarm_id = swarm.id) AS members
  FROM case_swarm AS swarm WHERE swarm.id = $1`;

interface SwarmRow {
  readonly id: string;
  readonly commonCause: string;
  readonly text: string | null;
  readonly evidence: readonly RecordedEvidence[] | null;
  readonly hash: string | null;
  readonly mediatorId: string | null;
  readonly decidedAt: Date | null;
  readonly members: readonly SwarmMember[];
}

/** Reads a swarm; null if there is none. */
export async function readSwarm(sql: Sql, id: string): Promise<CaseSwarm | null> {
  const [row] = await sql.query<SwarmRow>(readSql, [id]);
  if (row === undefined) return null;
  const { commonCause, members } = row;
  return { id, commonCause, finding: findingOf(row), members };
}

function findingOf({ text, evidence, hash, mediatorId, decidedAt }: SwarmRow): SharedFinding | null {
  if (text === null || evidence === null || hash === null) return null;
  if (mediatorId === null || decidedAt === null) return null;
  const shown = evidence.map(({ reference, slot, side }) => ({ reference, slot, side }));
  return { text, evidence: shown, hash, mediatorId, decidedAt };
}

/** Who has some disputes and whose they are, by the UUID of each that there is. */
export async function readHolders(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Omit<SwarmMember, "applied" | "stands">>> {
  const rows = await sql.query<Omit<SwarmMember, "applied" | "stands">>(
    `SELECT id, mediator_id AS "mediatorId", merchant_id AS "merchantId", shopper_id AS "shopperId", status
      FROM dispute WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Holds a swarm until the transaction ends, so that its finding is decided once. */
export async function lockSwarm(tx: Tx, id: string): Promise<void> {
  await tx.query("SELECT FROM case_swarm WHERE id = $1 FOR UPDATE", [id]);
}

/** Keeps a swarm, which has no disputes yet. */
export async function insertSwarm(
  tx: Tx,
  swarm: {
    readonly id: string;
    readonly commonCause: string;
    readonly openedById: string;
    readonly openedAt: Date;
  },
): Promise<void> {
  await tx.query(
    "INSERT INTO case_swarm (id, common_cause, opened_by_id, opened_at) VALUES ($1, $2, $3, $4)",
    [...[swarm.id, swarm.commonCause, swarm.openedById, swarm.openedAt]],
  );
}

/** Keeps what was found for a swarm; SQL refuses a second finding. */
export async function decideSwarm(
  tx: Tx,
  id: string,
  { text, hash, mediatorId, decidedAt }: SharedFinding,
  evidence: readonly RecordedEvidence[],
): Promise<void> {
  await tx.query(
    `UPDATE case_swarm SET finding_text = $2, finding_evidence = $3, finding_hash = $4, decided_by_id = $5,
      decided_at = greatest($6, opened_at) WHERE id = $1`,
    [id, text, JSON.stringify(evidence), hash, mediatorId, decidedAt],
  );
}

/** An item of one of a swarm's disputes, as far as whether a finding may rest on it. */
export interface SwarmItem extends Pick<
  EvidenceItem,
  "audience" | "contentHash" | "id" | "lateGround" | "side" | "slot" | "status"
> {
  readonly disputeId: string;
}

/** The items with these ids that belong to disputes which stand in a swarm. */
export async function readSwarmItems(
  sql: Sql,
  swarmId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SwarmItem>> {
  const rows = await sql.query<SwarmItem>(
    `SELECT item.id, item.dispute_id AS "disputeId", item.audience, item.side, item.slot, item.status,
        item.late_ground AS "lateGround", item.content_hash AS "contentHash"
      FROM evidence_item AS item JOIN dispute ON dispute.id = item.dispute_id
      WHERE item.id = ANY ($2::uuid[]) AND dispute.swarm_id = $1 AND dispute.swarm -> 'optOut' = 'null'`,
    [swarmId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The pairs of some disputes that are linked because one cause stands behind both. */
export async function readCommonCauses(
  sql: Sql,
  ids: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const rows = await sql.query<{ one: string; other: string }>(
    `SELECT dispute_id AS one, other_id AS other FROM dispute_link
      WHERE kind = 'COMMON_CAUSE' AND ended_at IS NULL AND dispute_id = ANY ($1::uuid[]) AND other_id = ANY ($1::uuid[])`,
    [ids],
  );
  return rows.map(({ one, other }) => [one, other] as const);
}

/** By what the disputes of a swarm are known, and the one merchant's name where it is not that of all. */
export async function readNames(sql: Sql, ids: readonly string[]): Promise<readonly string[]> {
  const [row] = await sql.query<{ names: readonly string[] }>(
    `SELECT coalesce(array_agg(DISTINCT name), '{}') AS names FROM (
        SELECT unnest(ARRAY[dispute.number, "order".reference, shopper.display_name, shopper.reference]) AS name
        FROM dispute JOIN "order" ON "order".id = dispute.order_id JOIN shopper ON shopper.id = dispute.shopper_id
        WHERE dispute.id = ANY ($1::uuid[])
        UNION SELECT merchant.name FROM dispute JOIN merchant ON merchant.id = dispute.merchant_id
        WHERE dispute.id = ANY ($1::uuid[])
          AND (SELECT count(DISTINCT merchant_id) FROM dispute WHERE id = ANY ($1::uuid[])) > 1
      ) AS known WHERE name IS NOT NULL`,
    [ids],
  );
  return row?.names ?? [];
}
