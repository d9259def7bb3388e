import type { StoredLine } from "../domain/order/change-order.js";
import type { Sql } from "./database.js";
import { orderRows, PartKind, type OrderRows, type PlacedOrder } from "./order-rows.js";
import type { RowMaker } from "./party.store.js";

/** What tells whether a record of an order is new, known, or has moved on. */
export interface KnownOrder {
  readonly id: string;
  readonly reference: string;
  readonly contentHash: string;
}

const findKnown = `SELECT id, reference, content_hash AS "contentHash" FROM "order" WHERE reference = ANY($1)`;

/** Finds stored orders by the marketplace's references; those not stored are left out. */
export async function findKnownOrders(sql: Sql, references: readonly string[]): Promise<KnownOrder[]> {
  return sql.query<KnownOrder>(findKnown, [references]);
}

/** A stored order that is locked against other imports and against new disputes until the transaction ends. */
export interface LockedOrder extends KnownOrder {
  readonly shopperReference: string;
  readonly currency: string;
}

const lock = `
SELECT o.id, o.reference, o.content_hash AS "contentHash", o.currency, s.reference AS "shopperReference"
FROM "order" o JOIN shopper s ON s.id = o.shopper_id
WHERE o.id = ANY($1) ORDER BY o.reference FOR UPDATE OF o`;

/** Locks orders by id, always in the order of their references. */
export async function lockOrders(tx: Sql, ids: readonly string[]): Promise<LockedOrder[]> {
  return tx.query<LockedOrder>(lock, [ids]);
}

const holdOfLines = `
SELECT id FROM "order" WHERE id IN (SELECT order_id FROM order_line WHERE id = ANY($1::uuid[]))
ORDER BY reference FOR KEY SHARE`;

/**
 * Keeps imports from changing the orders of some lines until the transaction ends; openings do not wait for each
 * other. Call it before what a dispute rests on is read.
 * @param orderLineIds UUIDs; those unknown are left out
 */
export async function holdOrdersOfLines(tx: Sql, orderLineIds: readonly string[]): Promise<void> {
  await tx.query(holdOfLines, [orderLineIds]);
}

const readLines = `
SELECT l.order_id AS "orderId", l.position, m.reference AS "merchantReference", l.sku, l.quantity,
  l.unit_price_minor AS "unitPrice", l.discount_minor AS discount, l.freight_minor AS freight
FROM order_line l JOIN merchant m ON m.id = l.merchant_id
WHERE l.order_id = ANY($1) AND EXISTS (SELECT FROM dispute d WHERE d.order_id = l.order_id)
ORDER BY l.order_id, l.position`;

interface DisputedLineRow extends Omit<StoredLine, "unitPriceMinor" | "discountMinor" | "freightMinor"> {
  readonly orderId: string;
  readonly unitPrice: string;
  readonly discount: string;
  readonly freight: string;
}

/**
 * The stored lines of those orders that a dispute stands on, by order id. Call it after {@link lockOrders}:
 * only then is no dispute missed that is being opened at this moment.
 */
export async function readDisputedLines(
  tx: Sql,
  orderIds: readonly string[],
): Promise<Map<string, StoredLine[]>> {
  const byOrder = new Map<string, StoredLine[]>();
  for (const row of await tx.query<DisputedLineRow>(readLines, [orderIds])) {
    const line = {
      position: row.position,
      merchantReference: row.merchantReference,
      sku: row.sku,
      quantity: row.quantity,
      unitPriceMinor: BigInt(row.unitPrice),
      discountMinor: BigInt(row.discount),
      freightMinor: BigInt(row.freight),
    };
    byOrder.set(row.orderId, [...(byOrder.get(row.orderId) ?? []), line]);
  }
  return byOrder;
}

const readParts = `
SELECT order_id AS "orderId", '${PartKind.LINE}' AS kind, position::text AS key, id FROM order_line WHERE order_id = ANY($1)
UNION ALL SELECT order_id, '${PartKind.PAYMENT}', sequence::text, id FROM payment WHERE order_id = ANY($1)
UNION ALL SELECT order_id, '${PartKind.REVIEW}', reference, id FROM review WHERE order_id = ANY($1)
UNION ALL SELECT order_id, '${PartKind.SHIPMENT}',
  merchant_id || ' ' || row_number() OVER (PARTITION BY order_id, merchant_id ORDER BY id), id
  FROM shipment WHERE order_id = ANY($1)`;

/** The ids of the stored parts of some orders, by {@link partKey}, so that they outlive a new record. */
export async function readPartIds(tx: Sql, orderIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ orderId: string; kind: PartKind; key: string; id: string }>(readParts, [
    orderIds,
  ]);
  return new Map(rows.map(({ orderId, kind, key, id }) => [partKey(orderId, kind, key), id]));
}

/** The key of one part of one order; see {@link readPartIds}. */
export function partKey(orderId: string, kind: PartKind, key: string): string {
  return `${orderId} ${kind} ${key}`;
}

const columns = {
  order: `id, reference, shopper_id, currency, status, purchased_at, approved_at, promised_at, paid_minor, anomalies,
    content_hash, imported_at`,
  order_line: `id, order_id, merchant_id, position, sku, title, variant, category, quantity, unit_price_minor,
    discount_minor, freight_minor, paid_minor, freight_paid_minor, perishable, ship_by, promises`,
  payment: "id, order_id, sequence, method, instalments, amount_minor, paid_at",
  refund: "id, order_line_id, reference, amount_minor, refunded_at",
  shipment: "id, order_id, merchant_id, carrier, tracking_number, handed_over_at, delivered_at",
  tracking_event: "id, shipment_id, status, occurred_at, location, description",
  review: "id, order_id, reference, score, title, message, asked_at, answered_at",
} as const;

function insertInto(table: keyof typeof columns): string {
  return `INSERT INTO "${table}" (${columns[table]})
    SELECT ${columns[table]} FROM json_populate_recordset(null::"${table}", $1)`;
}

/** `a = excluded.a, …` for all columns but those that tell the row apart. */
function replaceAllBut(table: keyof typeof columns, kept: readonly string[]): string {
  const names = columns[table].split(",").map((name) => name.trim());
  return names
    .filter((name) => !kept.includes(name))
    .map((name) => `${name} = excluded.${name}`)
    .join(", ");
}

const insertOrders = `${insertInto("order")} ON CONFLICT (reference) DO NOTHING RETURNING id`;
const updateOrders = `
UPDATE "order" o SET shopper_id = n.shopper_id, currency = n.currency, status = n.status,
  purchased_at = n.purchased_at, approved_at = n.approved_at, promised_at = n.promised_at,
  paid_minor = n.paid_minor, anomalies = n.anomalies, content_hash = n.content_hash, imported_at = n.imported_at
FROM json_populate_recordset(null::"order", $1) n WHERE o.id = n.id`;

function saveById(table: "order_line" | "payment" | "review" | "shipment"): string {
  return `${insertInto(table)} ON CONFLICT (id) DO UPDATE SET ${replaceAllBut(table, ["id", "order_id"])}`;
}
const saveLines = saveById("order_line");
const savePayments = saveById("payment");
const saveReviews = saveById("review");
const saveShipments = saveById("shipment");
const saveRefunds = `${insertInto("refund")} ON CONFLICT (order_line_id, reference)
  DO UPDATE SET ${replaceAllBut("refund", ["id", "order_line_id", "reference"])}`;
const insertEvents = insertInto("tracking_event");

/** What the new record of an order does not tell any more. Refunds stay: money that was paid back was paid back. */
const deleteGone = `
WITH events AS (
  DELETE FROM tracking_event e USING shipment s WHERE s.id = e.shipment_id AND s.order_id = ANY($1)
), shipments AS (
  DELETE FROM shipment WHERE order_id = ANY($1) AND id <> ALL($2)
), payments AS (
  DELETE FROM payment WHERE order_id = ANY($1) AND id <> ALL($3)
), reviews AS (
  DELETE FROM review WHERE order_id = ANY($1) AND id <> ALL($4)
), refunds AS (
  DELETE FROM refund r USING order_line l
  WHERE l.id = r.order_line_id AND l.order_id = ANY($1) AND l.id <> ALL($5)
)
DELETE FROM order_line WHERE order_id = ANY($1) AND id <> ALL($5)`;

/** Another import took one of the orders first. Marked as a serialisation failure, so that all runs again. */
class TakenMeanwhileError extends Error {
  override readonly name = "TakenMeanwhileError";
  readonly code = "40001";
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

async function writeOrderRows(tx: Sql, rows: OrderRows): Promise<void> {
  if (rows.orders.length > 0) {
    const taken = await tx.query(insertOrders, [JSON.stringify(rows.orders)]);
    if (taken.length < rows.orders.length)
      throw new TakenMeanwhileError("Another import took the order first.");
  }
  if (rows.changedOrders.length > 0) await tx.query(updateOrders, [JSON.stringify(rows.changedOrders)]);
}

/**
 * Writes orders with all their parts, new ones and new records of stored ones (which must be locked), in at
 * most nine statements. Give them sorted by reference, so that imports at once wait for each other in turn.
 */
export async function saveOrders(
  tx: Sql,
  placed: readonly PlacedOrder[],
  { now, newId }: RowMaker,
): Promise<void> {
  const rows = orderRows(placed, now, newId);
  await writeOrderRows(tx, rows);
  const changed = placed.filter(({ isNew }) => !isNew).map(({ id }) => id);
  if (changed.length > 0) {
    const kept = [rows.shipments, rows.payments, rows.reviews, rows.lines].map(idsOf);
    await tx.query(deleteGone, [changed, ...kept]);
  }
  const writes: readonly (readonly [string, readonly object[]])[] = [
    [saveLines, rows.lines],
    [savePayments, rows.payments],
    [saveRefunds, rows.refunds],
    [saveShipments, rows.shipments],
    [insertEvents, rows.events],
    [saveReviews, rows.reviews],
  ];
  for (const [text, written] of writes) {
    if (written.length > 0) await tx.query(text, [JSON.stringify(written)]);
  }
}
