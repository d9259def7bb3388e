import type { PreparedLine, PreparedOrder } from "../domain/order/prepared-order.js";

/** The parts of an order that keep their id when a later record of the order is written. */
export const PartKind = { LINE: "LINE", PAYMENT: "PAYMENT", REVIEW: "REVIEW", SHIPMENT: "SHIPMENT" } as const;
export type PartKind = (typeof PartKind)[keyof typeof PartKind];

/** An order with its place in the tables. */
export interface PlacedOrder {
  readonly id: string;
  readonly isNew: boolean;
  readonly order: PreparedOrder;
  readonly contentHash: string;
  readonly shopperId: string;
  readonly merchantIds: ReadonlyMap<string, string>;
  /** UUID of a part: the stored one if there is one under this key, else a fresh one. */
  readonly partId: (kind: PartKind, key: string) => string;
}

/** Rows of all tables that hold orders, in snake_case as the columns are; bigint as text. */
export interface OrderRows {
  readonly orders: object[];
  readonly changedOrders: object[];
  readonly lines: { id: string }[];
  readonly payments: { id: string }[];
  readonly refunds: object[];
  readonly shipments: { id: string }[];
  readonly events: object[];
  readonly reviews: { id: string }[];
}

/** The merchant's id by its reference; every merchant was saved before. */
function merchantId(placed: PlacedOrder, reference: string): string {
  const id = placed.merchantIds.get(reference);
  if (id === undefined) throw new Error("A merchant of an order was not saved before the order.");
  return id;
}

function orderRow({ id, order, contentHash, shopperId }: PlacedOrder, now: Date): object {
  const { reference, currency, status, purchasedAt, approvedAt, promisedAt } = order.draft;
  return {
    id,
    reference,
    shopper_id: shopperId,
    currency,
    status,
    purchased_at: purchasedAt,
    approved_at: approvedAt,
    promised_at: promisedAt,
    paid_minor: order.paidMinor.toString(),
    anomalies: order.anomalies,
    content_hash: contentHash,
    imported_at: now,
  };
}

function lineRow(placed: PlacedOrder, line: PreparedLine): { id: string } {
  const { draft } = line;
  return {
    id: placed.partId(PartKind.LINE, String(draft.position)),
    order_id: placed.id,
    merchant_id: merchantId(placed, draft.merchant.reference),
    position: draft.position,
    sku: draft.sku,
    title: draft.title,
    variant: draft.variant,
    category: draft.category,
    quantity: draft.quantity,
    unit_price_minor: line.unitPriceMinor.toString(),
    discount_minor: line.discountMinor.toString(),
    freight_minor: line.freightMinor.toString(),
    paid_minor: line.paidMinor.toString(),
    freight_paid_minor: line.freightPaidMinor.toString(),
    perishable: draft.perishable,
    ship_by: draft.shipBy,
    promises: draft.promises.map(({ kind, text, until }) => ({ kind, text, until })),
  } as { id: string };
}

function addLines(rows: OrderRows, placed: PlacedOrder, newId: () => string): void {
  for (const line of placed.order.lines) {
    const row = lineRow(placed, line);
    rows.lines.push(row);
    for (const { draft, amountMinor } of line.refunds) {
      rows.refunds.push({
        id: newId(),
        order_line_id: row.id,
        reference: draft.reference,
        amount_minor: amountMinor.toString(),
        refunded_at: draft.refundedAt,
      });
    }
  }
}

function addPayments(rows: OrderRows, placed: PlacedOrder): void {
  for (const { draft, amountMinor } of placed.order.payments) {
    const row = {
      id: placed.partId(PartKind.PAYMENT, String(draft.sequence)),
      order_id: placed.id,
      sequence: draft.sequence,
      method: draft.method,
      instalments: draft.instalments,
      amount_minor: amountMinor.toString(),
      paid_at: draft.paidAt,
    };
    rows.payments.push(row);
  }
}

function addShipments(rows: OrderRows, placed: PlacedOrder, newId: () => string): void {
  const ordinals = new Map<string, number>();
  for (const draft of placed.order.draft.shipments) {
    const ordinal = (ordinals.get(draft.merchantReference) ?? 0) + 1;
    ordinals.set(draft.merchantReference, ordinal);
    const merchant = merchantId(placed, draft.merchantReference);
    const row = {
      id: placed.partId(PartKind.SHIPMENT, `${merchant} ${ordinal}`),
      order_id: placed.id,
      merchant_id: merchant,
      carrier: draft.carrier,
      tracking_number: draft.trackingNumber,
      handed_over_at: draft.handedOverAt,
      delivered_at: draft.deliveredAt,
    };
    rows.shipments.push(row);
    for (const { status, occurredAt, location, description } of draft.events) {
      rows.events.push({
        id: newId(),
        shipment_id: row.id,
        status,
        occurred_at: occurredAt,
        location,
        description,
      });
    }
  }
}

function addReviews(rows: OrderRows, placed: PlacedOrder): void {
  for (const draft of placed.order.draft.reviews) {
    const row = {
      id: placed.partId(PartKind.REVIEW, draft.reference),
      order_id: placed.id,
      reference: draft.reference,
      score: draft.score,
      title: draft.title,
      message: draft.message,
      asked_at: draft.askedAt,
      answered_at: draft.answeredAt,
    };
    rows.reviews.push(row);
  }
}

/** Lays orders out as rows of the tables. */
export function orderRows(placedOrders: readonly PlacedOrder[], now: Date, newId: () => string): OrderRows {
  const rows: OrderRows = {
    orders: [],
    changedOrders: [],
    lines: [],
    payments: [],
    refunds: [],
    shipments: [],
    events: [],
    reviews: [],
  };
  for (const placed of placedOrders) {
    (placed.isNew ? rows.orders : rows.changedOrders).push(orderRow(placed, now));
    addLines(rows, placed, newId);
    addPayments(rows, placed);
    addShipments(rows, placed, newId);
    addReviews(rows, placed);
  }
  return rows;
}
