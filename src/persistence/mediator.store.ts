import type { MediatorFacts } from "../domain/dispute/guards.js";
import { DisputeStage } from "../domain/dispute/dispute.js";
import { statusesOf } from "../domain/dispute/statuses.js";
import type { AuthorityBounds } from "../domain/rulebook/authority.js";
import type { Sql, Tx } from "./database.js";

interface MediatorRow {
  readonly id: string;
  readonly level: MediatorFacts["level"];
  readonly capacity: number;
  readonly certified_reasons: readonly string[];
  readonly related_merchant_ids: readonly string[];
  readonly open_cases: number;
}

const inHand = statusesOf(DisputeStage.INTERVENTION);

const readSql = `SELECT id, level, capacity, certified_reasons, related_merchant_ids,
  (SELECT count(*)::int FROM dispute WHERE mediator_id = mediator.id AND status = ANY ($2)) AS open_cases
  FROM mediator WHERE id = $1`;

/** A mediator with the number of cases in hand; null if there is none with this UUID. */
export async function readMediator(sql: Sql, id: string): Promise<MediatorFacts | null> {
  const [row] = await sql.query<MediatorRow>(readSql, [id, inHand]);
  if (row === undefined) return null;
  return {
    id: row.id,
    level: row.level,
    capacity: row.capacity,
    openCases: row.open_cases,
    certifiedReasons: row.certified_reasons,
    relatedMerchantIds: row.related_merchant_ids,
  };
}

/** Holds the mediator's row until the transaction ends, so that capacity is counted by one at a time. */
export async function lockMediator(tx: Tx, id: string): Promise<void> {
  await tx.query("SELECT 1 FROM mediator WHERE id = $1 FOR UPDATE", [id]);
}

const nextCaseSql = `SELECT id FROM dispute
  WHERE status = 'QUEUED' AND merchant_id <> ALL ($1::uuid[]) AND id <> ALL ($2::uuid[])
    AND ($3::text[] = '{}' OR reason = ANY ($3::text[]))
    AND coalesce(claimed_minor <= ($4::jsonb ->> currency)::bigint, $5::boolean)
  ORDER BY deadline_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;

/**
 * Locks the queued dispute with the earliest deadline that the mediator has no conflict with, is certified
 * for and has the authority for, leaving alone what others are just taking.
 * @param bounds what the mediator's level may rule on
 * @param passedOver UUIDs that were looked at already
 * @returns its UUID, or null when nothing is left
 */
export async function lockNextCase(
  tx: Tx,
  { mediator, bounds }: { readonly mediator: MediatorFacts; readonly bounds: AuthorityBounds },
  passedOver: readonly string[],
): Promise<string | null> {
  const minorByCurrency = Object.entries(bounds.minorByCurrency).map(([currency, minor]) => [
    currency,
    minor.toString(),
  ]);
  const [row] = await tx.query<{ id: string }>(nextCaseSql, [
    mediator.relatedMerchantIds,
    passedOver,
    mediator.certifiedReasons,
    JSON.stringify(Object.fromEntries(minorByCurrency)),
    bounds.othersUnbounded,
  ]);
  return row?.id ?? null;
}
