import type { ClaimableLine, OrderFacts } from "../domain/dispute/eligibility.js";
import type { LineFacts } from "../domain/rulebook/refundable.js";
import { clockFactsFrom, clockFactsSql, type ClockFacts, type ClockFactsJson } from "./clock-facts.js";
import type { Sql } from "./database.js";

/** One line as {@link lineFactsSql} gives it. */
export interface LineFactsJson {
  readonly order_line_id: string;
  readonly merchant_id: string;
  readonly quantity: number;
  readonly price_minor: string;
  readonly paid_minor: string;
  readonly freight_paid_minor: string;
  readonly refunded_minor: string;
  readonly perishable: boolean;
}

/** Whether an obligation, in a statement over that table, commits money of its line. */
export const committedSql = `kind IN ('REFUND', 'REFUND_FREIGHT') AND status NOT IN ('WAIVED', 'FAILED')`;

/**
 * The columns of {@link LineFactsJson} of an order line. What other disputes committed to refund and
 * was not waived or failed counts as refunded, so that no two disputes spend the same money.
 * @param line alias of `order_line`
 * @param disputeId SQL for the dispute whose own obligations do not count
 */
export function lineFactsSql(line: string, disputeId: string): string {
  return `${line}.id AS order_line_id, ${line}.merchant_id, ${line}.quantity, ${line}.perishable,
    (${line}.unit_price_minor * ${line}.quantity)::text AS price_minor,
    ${line}.paid_minor::text AS paid_minor, ${line}.freight_paid_minor::text AS freight_paid_minor,
    (coalesce((SELECT sum(amount_minor) FROM refund WHERE order_line_id = ${line}.id), 0)
      + coalesce((SELECT sum(amount_minor) FROM obligation WHERE order_line_id = ${line}.id
          AND ${committedSql} AND dispute_id <> ${disputeId}), 0))::text AS refunded_minor`;
}

/** Line facts from their JSON; the dispute on the line is the one that asks, so none other is open. */
export function lineFactsFrom(row: LineFactsJson): LineFacts {
  return {
    orderLineId: row.order_line_id,
    merchantId: row.merchant_id,
    quantity: row.quantity,
    priceMinor: BigInt(row.price_minor),
    paidMinor: BigInt(row.paid_minor),
    freightPaidMinor: BigInt(row.freight_paid_minor),
    refundedMinor: BigInt(row.refunded_minor),
    attempts: 0,
    openDisputeNumber: null,
    perishable: row.perishable,
  };
}

interface ClaimableRow extends LineFactsJson {
  readonly category: string | null;
  readonly promises: readonly { readonly kind: string; readonly until: string | null }[];
  readonly order_id: string;
  readonly shopper_id: string;
  readonly attempts: number;
  readonly withdrawals: number;
  readonly open_dispute_number: string | null;
  readonly decided_reasons: readonly string[];
}

const NO_DISPUTE = "'00000000-0000-0000-0000-000000000000'::uuid";

const claimableSql = `SELECT line.order_id, (SELECT shopper_id FROM "order" WHERE id = line.order_id) AS shopper_id,
  ${lineFactsSql("line", NO_DISPUTE)}, line.category, line.promises,
  count(dispute.id)::int AS attempts,
  count(dispute.id) FILTER (WHERE dispute.outcome = 'WITHDRAWN')::int AS withdrawals,
  max(dispute.number) FILTER (WHERE disputed.open) AS open_dispute_number,
  coalesce(array_agg(DISTINCT dispute.reason) FILTER (WHERE dispute.outcome IN ('CONCEDED', 'DEFAULTED', 'MEDIATED',
    'NOT_PROVEN', 'RULED_FOR_MERCHANT', 'RULED_FOR_SHOPPER', 'RULED_SPLIT', 'SETTLED')), '{}') AS decided_reasons
  FROM order_line line
  LEFT JOIN dispute_line disputed ON disputed.order_line_id = line.id
  LEFT JOIN dispute ON dispute.id = disputed.dispute_id
  WHERE line.id = ANY ($1::uuid[])
  GROUP BY line.id`;

/** Order lines with what earlier disputes left behind, and the order and shopper that each belongs to. */
export async function readClaimableLines(
  sql: Sql,
  orderLineIds: readonly string[],
): Promise<(ClaimableLine & { readonly orderId: string; readonly shopperId: string })[]> {
  const rows = await sql.query<ClaimableRow>(claimableSql, [orderLineIds]);
  return rows.map((row) => ({
    ...lineFactsFrom(row),
    orderId: row.order_id,
    shopperId: row.shopper_id,
    attempts: row.attempts,
    withdrawals: row.withdrawals,
    openDisputeNumber: row.open_dispute_number,
    decidedReasons: row.decided_reasons,
    category: row.category,
    promises: row.promises.map(({ kind, until }) => ({ kind, until: instant(until) })),
  }));
}

interface OrderFactsRow {
  readonly id: string;
  readonly shopper_id: string;
  readonly currency: string;
  readonly purchased_at: Date;
  readonly promised_at: Date | null;
  readonly shipments: readonly {
    readonly handed_over_at: string | null;
    readonly delivered_at: string | null;
  }[];
  readonly clocks: ClockFactsJson;
}

const orderFactsSql = `SELECT id, shopper_id, currency, purchased_at, promised_at,
  (SELECT coalesce(json_agg(json_build_object('handed_over_at', handed_over_at, 'delivered_at', delivered_at)), '[]')
   FROM shipment WHERE order_id = "order".id AND merchant_id = $2) AS shipments,
  ${clockFactsSql("$2", '"order".shopper_id')} AS clocks
  FROM "order" WHERE id = $1`;

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** What eligibility reads of an order, with the shipments of one merchant and its clocks; null if there is none. */
export async function readOrderFacts(
  sql: Sql,
  orderId: string,
  merchantId: string,
): Promise<{ readonly order: OrderFacts; readonly clocks: ClockFacts } | null> {
  const [row] = await sql.query<OrderFactsRow>(orderFactsSql, [orderId, merchantId]);
  if (row === undefined) return null;
  const order = {
    id: row.id,
    shopperId: row.shopper_id,
    currency: row.currency,
    purchasedAt: row.purchased_at,
    promisedAt: row.promised_at,
    shipments: row.shipments.map((shipment) => ({
      handedOverAt: instant(shipment.handed_over_at),
      deliveredAt: instant(shipment.delivered_at),
    })),
  };
  return { order, clocks: clockFactsFrom(row.clocks) };
}
