import type { CaseAct } from "../domain/access/handled-before.js";
import type { MediatorFacts } from "../domain/dispute/guards.js";
import { DisputeStage } from "../domain/dispute/dispute.js";
import { statusesOf } from "../domain/dispute/statuses.js";
import type { AuthorityBounds } from "../domain/rulebook/authority.js";
import type { DeskRules } from "../domain/rulebook/rulebook.js";
import { addHours } from "../domain/time.js";
import type { Sql, Tx } from "./database.js";

interface MediatorRow {
  readonly id: string;
  readonly level: MediatorFacts["level"];
  readonly capacity: number;
  readonly certified_reasons: readonly string[];
  readonly certifications: readonly { readonly reason_group: string; readonly certified_until: string }[];
  readonly languages: readonly string[];
  readonly related_merchant_ids: readonly string[];
  readonly off_shift_since: Date | null;
  readonly open_cases: number;
}

const inHand = statusesOf(DisputeStage.INTERVENTION)
  .map((status) => `'${status}'`)
  .join(", ");

/** SQL for how many cases a mediator has in hand. @param mediator the alias of the table `mediator` */
export function openCasesSql(mediator: string): string {
  return `(SELECT count(*)::integer FROM dispute WHERE mediator_id = ${mediator}.id AND status IN (${inHand}))`;
}

const readSql = `SELECT id, level, capacity, certified_reasons, languages, related_merchant_ids,
  CASE WHEN shift_ends_at <= $2 THEN shift_ends_at END AS off_shift_since,
  (SELECT coalesce(json_agg(certification), '[]') FROM (SELECT reason_group, certified_until FROM mediator_certification
    WHERE mediator_id = mediator.id ORDER BY reason_group) AS certification) AS certifications,
  ${openCasesSql("mediator")} AS open_cases
  FROM mediator WHERE id = $1`;

/**
 * A mediator with the number of cases in hand; null if there is none with this UUID.
 * @param now decides whether a shift goes on
 */
export async function readMediator(sql: Sql, id: string, now: Date): Promise<MediatorFacts | null> {
  const [row] = await sql.query<MediatorRow>(readSql, [id, now]);
  if (row === undefined) return null;
  return {
    id: row.id,
    level: row.level,
    capacity: row.capacity,
    openCases: row.open_cases,
    certifiedReasons: row.certified_reasons,
    certifications: row.certifications.map(({ reason_group, certified_until }) => ({
      reasonGroup: reason_group,
      certifiedUntil: new Date(certified_until),
    })),
    languages: row.languages,
    offShiftSince: row.off_shift_since,
    relatedMerchantIds: row.related_merchant_ids,
  };
}

/** A mediator whose shift is over. */
export interface OffShift {
  /** UUID of the mediator. */
  readonly mediatorId: string;
  /** When the shift ended. */
  readonly since: Date;
}

const offShiftSql = `SELECT id AS "mediatorId", shift_ends_at AS since FROM mediator WHERE shift_ends_at <= $1
  ORDER BY shift_ends_at, id`;

/**
 * Who is off shift, and since when: whose latest shift ended at that instant or before, longest ago first. Who has never
 * started a shift does not work in shifts and is never off.
 * @param endedBy now, or as long before now as somebody may be off
 */
export function readOffShift(sql: Sql, endedBy: Date): Promise<readonly OffShift[]> {
  return sql.query<OffShift>(offShiftSql, [endedBy]);
}

/** Holds the mediator's row until the transaction ends, so that capacity is counted by one at a time. */
export async function lockMediator(tx: Tx, id: string): Promise<void> {
  await tx.query("SELECT 1 FROM mediator WHERE id = $1 FOR UPDATE", [id]);
}

/**
 * Being given a case is an act of whoever gets it. Messages tell of no part in it. The review of a draft is no event. What was
 * done in a dispute that was merged into this one was done in this one: all of it was before.
 */
const ownActsSql = `SELECT DISTINCT type FROM dispute_event
  WHERE dispute_id IN (SELECT $1::uuid UNION SELECT id FROM dispute WHERE merged_into_id = $1) AND type <> 'MESSAGE_SENT'
    AND CASE WHEN type IN ('CASE_TRANSFERRED', 'MEDIATOR_ASSIGNED') THEN payload ->> 'mediatorId' = $2::text ELSE actor_id = $2::uuid END
    AND (NOT $3::boolean OR dispute_id <> $1 OR sequence <= (
      SELECT max(sequence) FROM dispute_event WHERE dispute_id = $1 AND type IN ('DISPUTE_DECLARED_INADMISSIBLE', 'RULING_ISSUED')))
  UNION SELECT 'RULING_REVIEWED' FROM ruling_draft WHERE dispute_id = $1 AND reviewer_id = $2::uuid`;

/**
 * What somebody of the staff has done in a case, by the types of its events and in reviews of the drafts of its ruling.
 * @param act.untilRuled of the events only what was done until the latest ruling or declaration of inadmissibility
 */
export async function readOwnActs(
  sql: Sql,
  disputeId: string,
  { by, untilRuled }: { readonly by: string; readonly untilRuled: boolean },
): Promise<CaseAct[]> {
  const rows = await sql.query<{ type: CaseAct }>(ownActsSql, [disputeId, by, untilRuled]);
  return rows.map(({ type }) => type);
}

/** The parties whose cases are not for the mediator: who is related to him or her, and whose complaint nobody has cleared. */
const barredPartiesSql = `SELECT party_id FROM mediator_relation
    WHERE mediator_id = $8::uuid AND ended_at IS NULL AND (until IS NULL
      OR $9::timestamptz < until + CASE WHEN kind = 'EMPLOYMENT' THEN $10::int ELSE 0 END * interval '1 hour')
  UNION SELECT party_id FROM mediator_complaint WHERE mediator_id = $8::uuid AND cleared_at IS NULL AND made_at > $11`;

/** Scalar subqueries, which stay filters: as joins they could cost the order of the index. */
const meetsPersonSql = `coalesce((SELECT TRUE FROM party_trait AS own JOIN party_trait AS theirs USING (kind, hash)
      WHERE own.person_id = $8::uuid AND theirs.person_id IN (dispute.merchant_id, dispute.shopper_id) LIMIT 1), FALSE)`;
const hadRoleSql = `coalesce((SELECT TRUE FROM dispute AS related JOIN dispute_event AS event ON event.dispute_id = related.id
      WHERE related.order_id = dispute.order_id AND event.actor_id = $8::uuid
        AND event.actor_role NOT IN ('MEDIATOR', 'SENIOR_MEDIATOR') LIMIT 1), FALSE)`;

/**
 * The order is the index's own, so the first that fits ends the search; what is looked up elsewhere, is so for those alone
 * that come so far.
 */
const nextCaseSql = `SELECT id FROM dispute
  WHERE status = 'QUEUED' AND merchant_id <> ALL ($1::uuid[]) AND id <> ALL ($2::uuid[]) AND reason <> ALL ($3::text[])
    AND coalesce((desk ->> 'requiredLevel')::int, 1) <= $7
    AND NOT coalesce(desk -> 'removedMediatorIds' ? $8::uuid::text, false)
    AND coalesce(claimed_minor <= ($4::jsonb ->> currency)::bigint, $5::boolean)
    AND ($6::text[] = '{}' OR coalesce(
      (SELECT language FROM shopper WHERE shopper.id = dispute.shopper_id) = ANY ($6::text[]), TRUE))
    AND merchant_id NOT IN (${barredPartiesSql}) AND shopper_id NOT IN (${barredPartiesSql})
    AND NOT ${meetsPersonSql} AND NOT ${hadRoleSql}
  ORDER BY ranks_since, id LIMIT 1 FOR UPDATE SKIP LOCKED`;

/** Which cases are for a mediator, as far as SQL can tell by today's rules. */
export interface CaseSieve {
  readonly mediator: Pick<MediatorFacts, "id" | "languages" | "level" | "relatedMerchantIds">;
  /** What the mediator's level may rule on. */
  readonly bounds: AuthorityBounds;
  /** Codes of reasons that the mediator is not certified for, or that need a higher level. */
  readonly barredReasons: readonly string[];
  /** What counts as a conflict of interest, and when. */
  readonly desk: Pick<DeskRules, "complaintDays" | "employmentDays">;
  readonly now: Date;
}

/**
 * Locks the queued dispute that comes first by priority and that the mediator has no conflict with, is certified for, has
 * the authority for and can read, leaving alone what others are just taking. Where it is not known what a shopper speaks,
 * anybody can. Of the conflicts, only too many cases of one merchant are not looked for.
 * @param passedOver UUIDs that were looked at already
 * @returns its UUID, or null when nothing is left
 */
export async function lockNextCase(
  tx: Tx,
  { mediator, bounds, barredReasons, desk, now }: CaseSieve,
  passedOver: readonly string[],
): Promise<string | null> {
  const minorByCurrency = Object.entries(bounds.minorByCurrency).map(([currency, minor]) => [
    currency,
    minor.toString(),
  ]);
  const [row] = await tx.query<{ id: string }>(nextCaseSql, [
    mediator.relatedMerchantIds,
    passedOver,
    barredReasons,
    JSON.stringify(Object.fromEntries(minorByCurrency)),
    bounds.othersUnbounded,
    mediator.languages,
    mediator.level,
    mediator.id,
    now,
    desk.employmentDays * 24,
    addHours(now, -24 * desk.complaintDays),
  ]);
  return row?.id ?? null;
}
