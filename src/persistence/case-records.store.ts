import type { CaseRecords } from "../domain/dispute/requirements.js";
import type { CaseLine, CaseOrder } from "../domain/rulebook/case.js";
import type { Sql } from "./database.js";
import { lineFactsFrom, lineFactsSql, type LineFactsJson } from "./line-facts.store.js";
import { listSql } from "./list-sql.js";

/** A disputed line as {@link caseLinesSql} gives it. */
interface CaseLineJson extends LineFactsJson {
  readonly category: string | null;
  readonly promises: readonly { readonly kind: string; readonly until: string | null }[];
  readonly ship_by: string | null;
  readonly earlier_disputes: number;
}

interface ShipmentJson {
  readonly handed_over_at: string | null;
  readonly delivered_at: string | null;
  readonly has_tracking_number: boolean;
  readonly last_scan_at: string | null;
}

/** What is on record about a disputed order, as {@link caseRecordsSql} gives it. */
export interface CaseRecordsJson {
  readonly purchased_at: string;
  readonly promised_at: string | null;
  readonly shipments: readonly ShipmentJson[];
  readonly review_scores: readonly number[];
  readonly paid: boolean;
  readonly messages: boolean;
  readonly lines: readonly CaseLineJson[];
}

/** What advice needs to know of a dispute beyond its aggregate. */
export interface CaseRecord {
  readonly order: CaseOrder;
  readonly lines: readonly CaseLine[];
  readonly records: CaseRecords;
}

function linesSql(dispute: string): string {
  return `SELECT ${lineFactsSql("case_line", `${dispute}.id`)}, case_line.category, case_line.promises, case_line.ship_by,
      (SELECT count(*)::int FROM dispute_line AS earlier WHERE earlier.order_line_id = case_line.id
        AND earlier.dispute_id <> ${dispute}.id) AS earlier_disputes
    FROM dispute_line AS disputed JOIN order_line AS case_line ON case_line.id = disputed.order_line_id
    WHERE disputed.dispute_id = ${dispute}.id ORDER BY case_line.id`;
}

function shipmentsSql(dispute: string): string {
  return `SELECT parcel.handed_over_at, parcel.delivered_at, parcel.tracking_number IS NOT NULL AS has_tracking_number,
      (SELECT max(occurred_at) FROM tracking_event WHERE shipment_id = parcel.id) AS last_scan_at
    FROM shipment AS parcel WHERE parcel.order_id = ${dispute}.order_id AND parcel.merchant_id = ${dispute}.merchant_id
    ORDER BY parcel.id`;
}

/**
 * A SQL expression for one JSON object with what conditions and checklists read about a dispute beyond its aggregate.
 * @param dispute the alias of the table `dispute` in the surrounding statement; never a client's text
 */
export function caseRecordsSql(dispute: string): string {
  return `(SELECT row_to_json(case_record) FROM (SELECT case_order.purchased_at, case_order.promised_at,
    ${listSql(shipmentsSql(dispute))} AS shipments,
    (SELECT coalesce(json_agg(score ORDER BY score), '[]'::json) FROM review WHERE order_id = case_order.id) AS review_scores,
    EXISTS (SELECT FROM payment WHERE order_id = case_order.id AND amount_minor > 0) AS paid,
    EXISTS (SELECT FROM message WHERE dispute_id = ${dispute}.id AND channel = 'PARTIES') AS messages,
    ${listSql(linesSql(dispute))} AS lines
    FROM "order" AS case_order WHERE case_order.id = ${dispute}.order_id) AS case_record)`;
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** Reads the JSON of {@link caseRecordsSql}. */
export function caseRecordFrom(row: CaseRecordsJson): CaseRecord {
  const shipments = row.shipments.map((shipment) => ({
    handedOverAt: instant(shipment.handed_over_at),
    deliveredAt: instant(shipment.delivered_at),
    hasTrackingNumber: shipment.has_tracking_number,
    lastScanAt: instant(shipment.last_scan_at),
  }));
  return {
    order: {
      purchasedAt: new Date(row.purchased_at),
      promisedAt: instant(row.promised_at),
      shipments,
      reviewScores: row.review_scores,
    },
    lines: row.lines.map((line) => ({
      ...lineFactsFrom(line),
      category: line.category,
      promises: line.promises.map(({ kind, until }) => ({ kind, until: instant(until) })),
      shipBy: instant(line.ship_by),
      earlierDisputes: line.earlier_disputes,
    })),
    records: { shipments, paid: row.paid, messages: row.messages },
  };
}

/** Reads what is on record about a dispute. @throws Error if there is none */
export async function readCaseRecord(sql: Sql, disputeId: string): Promise<CaseRecord> {
  const text = `SELECT ${caseRecordsSql("dispute")} AS record FROM dispute WHERE id = $1`;
  const [row] = await sql.query<{ record: CaseRecordsJson }>(text, [disputeId]);
  if (row === undefined) throw new Error("There is no such dispute.");
  return caseRecordFrom(row.record);
}
