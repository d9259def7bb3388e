import type { Role } from "../domain/access/viewer.js";
import type { DisputeOutcome, DisputeStatus } from "../domain/dispute/dispute.js";
import type { MediatorFacts } from "../domain/dispute/guards.js";
import type { LineHistory, RecordedCourse, RecordedEvent } from "../domain/simulation/recorded-course.js";
import type { SimulationSample } from "../domain/simulation/sample.js";
import { unrestricted } from "../domain/staff/certification.js";
import { clockFactsFrom, clockFactsSql, type ClockFacts, type ClockFactsJson } from "./clock-facts.js";
import type { Sql } from "./database.js";
import { eventFrom } from "./event-payload.js";
import { committedSql, lineFactsFrom, lineFactsSql, type LineFactsJson } from "./line-facts.store.js";

/** One dispute of a sample with all that its replay needs, and how it stands in the tables. */
export interface SampledDispute {
  /** UUID. */
  readonly id: string;
  readonly currency: string;
  readonly rulebookVersion: string;
  readonly openedAt: Date;
  readonly status: DisputeStatus;
  readonly outcome: DisputeOutcome | null;
  /** What the merchant owes by its obligations, in minor units. */
  readonly owedMinor: bigint;
  /** All of the course but its clocks, which {@link clocks} is about. */
  readonly course: Omit<RecordedCourse, "clocks">;
  readonly clocks: ClockFacts;
}

/** Whether a dispute is in the sample; its parameters are {@link sampleValues}. */
const inSample = `opened_at <= $1 AND ($2::timestamptz IS NULL OR opened_at >= $2)
  AND ($3::timestamptz IS NULL OR opened_at < $3)
  AND ($4::text[] IS NULL OR reason = ANY ($4)) AND ($5::uuid IS NULL OR merchant_id = $5)`;

function sampleValues(
  { openedFrom, openedUntil, reasons, merchantId }: SimulationSample,
  until: Date,
): unknown[] {
  return [until, openedFrom, openedUntil, reasons, merchantId];
}

/** How many disputes a sample holds. @param until only what was opened until then */
export async function countSample(sql: Sql, sample: SimulationSample, until: Date): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM dispute WHERE ${inSample}`,
    sampleValues(sample, until),
  );
  return row?.count ?? 0;
}

/** When the obligations of another dispute came into being: with the event that lists them. */
const committedAtSql = `(SELECT min(occurred_at) FROM dispute_event WHERE dispute_id = obligation.dispute_id
  AND payload -> 'obligations' @> jsonb_build_array(jsonb_build_object('id', obligation.id)))`;

const linesSql = `SELECT ${lineFactsSql("line", "sampled.id")}, line.category, line.promises,
  (SELECT coalesce(json_agg(refund), '[]') FROM (
     SELECT refunded_at AS at, amount_minor::text FROM refund WHERE order_line_id = line.id
     UNION ALL
     SELECT ${committedAtSql}, amount_minor::text FROM obligation
     WHERE order_line_id = line.id AND ${committedSql} AND dispute_id <> sampled.id) AS refund) AS refunds,
  (SELECT json_build_object('attempts', count(*), 'withdrawals', count(*) FILTER (WHERE outcome = 'WITHDRAWN'))
   FROM dispute_line AS before JOIN dispute ON dispute.id = before.dispute_id
   WHERE before.order_line_id = line.id AND dispute.opened_at < sampled.opened_at) AS earlier
  FROM dispute_line JOIN order_line AS line ON line.id = dispute_line.order_line_id
  WHERE dispute_line.dispute_id = sampled.id ORDER BY line.id`;

const eventsSql = `SELECT sequence, type, payload, occurred_at, actor_role, actor_id FROM dispute_event
  WHERE dispute_id = sampled.id AND type <> 'MESSAGE_SENT' ORDER BY sequence`;

const orderSql = `SELECT id, shopper_id, currency, purchased_at, promised_at,
  (SELECT coalesce(json_agg(json_build_object('handedOverAt', handed_over_at, 'deliveredAt', delivered_at)), '[]')
   FROM shipment WHERE order_id = "order".id AND merchant_id = sampled.merchant_id) AS shipments
  FROM "order" WHERE id = sampled.order_id`;

const list = (select: string): string => `(SELECT coalesce(json_agg(item), '[]') FROM (${select}) AS item)`;

const coursesSql = `SELECT id, currency, rulebook_version, opened_at, status, outcome,
  (SELECT coalesce(sum(amount_minor), 0)::text FROM obligation
   WHERE dispute_id = sampled.id AND owner = 'MERCHANT') AS owed_minor,
  ${list(eventsSql)} AS events, ${list(linesSql)} AS lines,
  (SELECT row_to_json(item) FROM (${orderSql}) AS item) AS order_facts,
  ${clockFactsSql("sampled.merchant_id", "sampled.shopper_id")} AS clocks
  FROM (SELECT * FROM dispute WHERE id > $6 AND ${inSample} ORDER BY id LIMIT $7) AS sampled ORDER BY id`;

interface EventJson {
  readonly sequence: number;
  readonly type: string;
  readonly payload: unknown;
  readonly occurred_at: string;
  readonly actor_role: Role;
  readonly actor_id: string;
}

interface LineJson extends LineFactsJson {
  readonly category: string | null;
  readonly promises: readonly { readonly kind: string; readonly until: string | null }[];
  readonly refunds: readonly { readonly at: string; readonly amount_minor: string }[];
  readonly earlier: { readonly attempts: number; readonly withdrawals: number };
}

interface OrderJson {
  readonly id: string;
  readonly shopper_id: string;
  readonly currency: string;
  readonly purchased_at: string;
  readonly promised_at: string | null;
  readonly shipments: readonly {
    readonly handedOverAt: string | null;
    readonly deliveredAt: string | null;
  }[];
}

interface CourseRow {
  readonly id: string;
  readonly currency: string;
  readonly rulebook_version: string;
  readonly opened_at: Date;
  readonly status: DisputeStatus;
  readonly outcome: DisputeOutcome | null;
  readonly owed_minor: string;
  readonly events: readonly EventJson[];
  readonly lines: readonly LineJson[];
  readonly order_facts: OrderJson;
  readonly clocks: ClockFactsJson;
}

/**
 * The next disputes of a sample in the order of their ids, each with its whole log, in one statement.
 * @param page.after UUID of the last one read
 * @param page.mediators every mediator by id, see {@link readMediatorLevels}
 */
export async function readCourses(
  sql: Sql,
  { sample, until }: { readonly sample: SimulationSample; readonly until: Date },
  page: { readonly after: string; readonly limit: number; readonly mediators: RecordedCourse["mediators"] },
): Promise<SampledDispute[]> {
  const rows = await sql.query<CourseRow>(coursesSql, [
    ...sampleValues(sample, until),
    ...[page.after, page.limit],
  ]);
  return rows.map((row) => ({
    id: row.id,
    currency: row.currency,
    rulebookVersion: row.rulebook_version,
    openedAt: row.opened_at,
    status: row.status,
    outcome: row.outcome,
    owedMinor: BigInt(row.owed_minor),
    course: courseFrom(row, page.mediators),
    clocks: clockFactsFrom(row.clocks),
  }));
}

function courseFrom(row: CourseRow, mediators: RecordedCourse["mediators"]): SampledDispute["course"] {
  const { id, shopper_id: shopperId, currency, purchased_at: purchasedAt, ...order } = row.order_facts;
  return {
    events: row.events.map(recordedFrom),
    lines: row.lines.map(lineFrom),
    order: {
      ...{ id, shopperId, currency, purchasedAt: new Date(purchasedAt) },
      promisedAt: instant(order.promised_at),
      shipments: order.shipments.map(({ handedOverAt, deliveredAt }) => ({
        handedOverAt: instant(handedOverAt),
        deliveredAt: instant(deliveredAt),
      })),
    },
    mediators,
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function recordedFrom({ type, payload, ...row }: EventJson): RecordedEvent {
  const { sequence, occurred_at: occurredAt, actor_role: actorRole, actor_id: actorId } = row;
  return {
    sequence,
    event: eventFrom(type, payload),
    occurredAt: new Date(occurredAt),
    actorRole,
    actorId,
  };
}

function lineFrom({ refunds, earlier, category, promises, ...facts }: LineJson): LineHistory {
  return {
    ...lineFactsFrom(facts),
    ...earlier,
    category,
    promises: promises.map(({ kind, until }) => ({ kind, until: instant(until) })),
    refunds: refunds.map(({ at, amount_minor: amount }) => ({
      at: new Date(at),
      amountMinor: BigInt(amount),
    })),
  };
}

/**
 * Every mediator with the present level, which decides how much may be ruled on. That they had capacity and no
 * conflict shows in the log: they got the case.
 */
export async function readMediatorLevels(sql: Sql): Promise<Map<string, MediatorFacts>> {
  const rows = await sql.query<{ id: string; level: 1 | 2 | 3 }>("SELECT id, level FROM mediator");
  const free = { capacity: 1, openCases: 0, relatedMerchantIds: [], ...unrestricted };
  return new Map(rows.map(({ id, level }) => [id, { id, level, ...free }]));
}
