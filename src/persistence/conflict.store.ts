import type { Viewer } from "../domain/access/viewer.js";
import { groundsOf, type ConflictCheck, type ConflictInputs } from "../domain/conflict/conflict.js";
import type { Dispute } from "../domain/dispute/dispute.js";
import type { DeskRules } from "../domain/rulebook/rulebook.js";
import { addHours } from "../domain/time.js";
import type { Sql } from "./database.js";

interface InputsRow {
  readonly listed_merchant: boolean;
  readonly relations: readonly {
    readonly side: ConflictInputs["relations"][number]["side"];
    readonly kind: ConflictInputs["relations"][number]["kind"];
    readonly until: string | null;
  }[];
  readonly earlier_roles: readonly string[];
  readonly cases_of_merchant: number;
  readonly open_complaints: number;
  readonly shared_addresses: number | null;
  readonly shared_payments: number | null;
}

/** Null where of one of the two nothing is known: then nothing can be compared. */
const shared = (kind: "ADDRESS" | "PAYMENT"): string => `(
    SELECT CASE WHEN count(*) FILTER (WHERE person_id = $1) > 0 AND count(*) FILTER (WHERE person_id <> $1) > 0
      THEN (count(DISTINCT hash) FILTER (WHERE person_id = $1)
        + count(DISTINCT hash) FILTER (WHERE person_id <> $1) - count(DISTINCT hash))::int END
    FROM party_trait WHERE kind = '${kind}' AND person_id IN ($1, $2, $3))`;

const inputsSql = `SELECT
  coalesce((SELECT $2 = ANY (related_merchant_ids) FROM mediator WHERE id = $1), false) AS listed_merchant,
  (SELECT coalesce(json_agg(json_build_object('side', side, 'kind', kind, 'until', until) ORDER BY declared_at, id), '[]')
    FROM mediator_relation WHERE mediator_id = $1 AND ended_at IS NULL AND party_id IN ($2, $3)) AS relations,
  ARRAY(SELECT DISTINCT event.actor_role FROM dispute AS related JOIN dispute_event AS event ON event.dispute_id = related.id
    WHERE related.order_id = $4 AND event.actor_id = $1 AND event.actor_role NOT IN ('MEDIATOR', 'SENIOR_MEDIATOR')
    ORDER BY 1) AS earlier_roles,
  (SELECT count(DISTINCT other.id)::int FROM conflict_check AS had JOIN dispute AS other ON other.id = had.dispute_id
    WHERE had.mediator_id = $1 AND NOT had.conflict AND had.checked_at > $6 AND other.merchant_id = $2
      AND other.id <> $5) AS cases_of_merchant,
  (SELECT count(*)::int FROM mediator_complaint WHERE mediator_id = $1 AND cleared_at IS NULL AND made_at > $7
    AND party_id IN ($2, $3)) AS open_complaints,
  ${shared("ADDRESS")} AS shared_addresses,
  ${shared("PAYMENT")} AS shared_payments`;

/** What is known between a mediator and the parties of a dispute, as a check of conflicts needs it. */
export async function readConflictInputs(
  sql: Sql,
  {
    dispute,
    mediatorId,
    rules,
    now,
  }: {
    readonly dispute: Dispute;
    readonly mediatorId: string;
    readonly rules: DeskRules;
    readonly now: Date;
  },
): Promise<ConflictInputs> {
  const [row] = await sql.query<InputsRow>(inputsSql, [
    ...[mediatorId, dispute.merchantId, dispute.shopperId, dispute.orderId, dispute.id],
    ...[addHours(now, -24 * rules.rotationDays), addHours(now, -24 * rules.complaintDays)],
  ]);
  if (row === undefined) throw new Error("A SELECT without FROM answers one row.");
  return {
    listedMerchant: row.listed_merchant,
    relations: row.relations.map(({ until, ...relation }) => ({
      ...relation,
      until: until === null ? null : new Date(until),
    })),
    earlierRoles: row.earlier_roles,
    casesOfMerchant: row.cases_of_merchant,
    openComplaints: row.open_complaints,
    shared: { ADDRESS: row.shared_addresses, PAYMENT: row.shared_payments },
  };
}

/** A check as it is kept. */
export interface StoredCheck {
  readonly id: string;
  readonly disputeId: string;
  readonly mediatorId: string;
  /** The action of the dispute machine that it was made for. */
  readonly act: string;
  readonly check: ConflictCheck;
  readonly checkedAt: Date;
  readonly actor: Pick<Viewer, "role" | "id">;
}

/** Keeps a check for good. */
export async function insertConflictCheck(sql: Sql, stored: StoredCheck): Promise<void> {
  const { check, actor } = stored;
  await sql.query(
    `INSERT INTO conflict_check (id, dispute_id, mediator_id, act, inputs, results, conflict, checked_at, actor_role, actor_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[stored.id, stored.disputeId, stored.mediatorId, stored.act],
      ...[JSON.stringify(check.inputs), JSON.stringify(check.results), groundsOf(check).length > 0],
      ...[stored.checkedAt, actor.role, actor.id],
    ],
  );
}
