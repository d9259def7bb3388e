import type { Sql } from "./database.js";
import { listSql } from "./list-sql.js";

/** What the platform's records say of an order when a dispute on some of its lines is opened: JSON, amounts in minor units. */
export interface SystemRecords {
  readonly order: object;
  /** The disputed lines as they were sold. */
  readonly listing: readonly object[];
  readonly payments: readonly object[];
  /** Whether every line of the order is of the one merchant, who may then see what was paid. */
  readonly oneMerchant: boolean;
  readonly shipments: readonly object[];
  readonly promises: readonly object[];
  /** What the two sides wrote to each other in earlier disputes of the order. */
  readonly messages: readonly object[];
}

const orderSql = `SELECT reference, currency, status, purchased_at AS "purchasedAt", promised_at AS "promisedAt",
  paid_minor::text AS "paidMinor" FROM "order" WHERE id = $1`;

const listingSql = `SELECT position, sku, title, variant, category, quantity, unit_price_minor::text AS "unitPriceMinor",
  discount_minor::text AS "discountMinor", freight_minor::text AS "freightMinor", paid_minor::text AS "paidMinor",
  freight_paid_minor::text AS "freightPaidMinor", perishable, ship_by AS "shipBy"
  FROM order_line WHERE id = ANY ($2::uuid[]) ORDER BY position`;

const promisesSql = `SELECT line.position, line.sku, promise.value AS promise
  FROM order_line AS line CROSS JOIN jsonb_array_elements(line.promises) AS promise
  WHERE line.id = ANY ($2::uuid[]) ORDER BY line.position, promise.value::text`;

const paymentsSql = `SELECT sequence, method, instalments, amount_minor::text AS "amountMinor", paid_at AS "paidAt"
  FROM payment WHERE order_id = $1 ORDER BY sequence`;

const trackingSql = `SELECT status, occurred_at AS "occurredAt", location, description
  FROM tracking_event WHERE shipment_id = shipment.id ORDER BY occurred_at, id`;

const shipmentsSql = `SELECT carrier, tracking_number AS "trackingNumber", handed_over_at AS "handedOverAt",
  delivered_at AS "deliveredAt", ${listSql(trackingSql)} AS tracking
  FROM shipment WHERE order_id = $1 AND merchant_id = $3 ORDER BY id`;

/** A thread is cut at its latest messages; the whole stands in the earlier dispute. */
const MOST_MESSAGES = 200;

const messagesSql = `SELECT dispute.number AS dispute, message.author_role AS "authorRole", message.text,
  message.sent_at AS "sentAt"
  FROM dispute JOIN message ON message.dispute_id = dispute.id AND message.channel = 'PARTIES'
  WHERE dispute.order_id = $1 AND dispute.merchant_id = $3
  ORDER BY message.sent_at DESC, message.id DESC LIMIT ${MOST_MESSAGES}`;

const recordsSql = `SELECT (SELECT row_to_json(item) FROM (${orderSql}) AS item) AS order,
  ${listSql(listingSql)} AS listing, ${listSql(paymentsSql)} AS payments, ${listSql(shipmentsSql)} AS shipments,
  ${listSql(promisesSql)} AS promises, ${listSql(messagesSql)} AS messages,
  NOT EXISTS (SELECT FROM order_line WHERE order_id = $1 AND merchant_id <> $3) AS "oneMerchant"`;

/**
 * Reads what the platform's own records say of disputed lines.
 * @param about UUIDs of the order, of its disputed lines and of their merchant
 */
export async function readSystemRecords(
  sql: Sql,
  about: { readonly orderId: string; readonly orderLineIds: readonly string[]; readonly merchantId: string },
): Promise<SystemRecords> {
  const values = [about.orderId, about.orderLineIds, about.merchantId];
  const [row] = await sql.query<SystemRecords>(recordsSql, values);
  if (row === undefined) throw new Error("A statement of one row has one.");
  return row;
}
