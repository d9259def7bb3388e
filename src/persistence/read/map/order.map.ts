import { Reach, reachOf } from "../../../domain/access/policy.js";
import type { Viewer } from "../../../domain/access/viewer.js";
import { always, columns, money, pointingBack, toOne, type ReadType, type RowSql } from "../read-type.js";
import { openedOrder } from "../orderings.js";
import {
  orderVisible,
  paymentVisible,
  refundVisible,
  trackingVisible,
  visibleWithOrder,
  visibleWithOwnPart,
} from "../visibility.js";

/** A merchant sees its own part of an order only; everybody else who sees an order sees all of it. */
function exceptMerchants(viewer: Viewer): boolean {
  return reachOf(viewer.role) !== Reach.MERCHANT;
}

const currencyOfOrder: RowSql = (row, scope) => {
  const order = scope.alias();
  return `(SELECT ${order}.currency FROM "order" AS ${order} WHERE ${order}.id = ${row}.order_id)`;
};

/** A sum over the lines that the viewer sees, in minor units. */
function sumOfLines(amount: (line: string) => string): RowSql {
  return (row, scope) => {
    const line = scope.alias();
    const own = exceptMerchants(scope.viewer) ? "TRUE" : visibleWithOwnPart(line, scope);
    return `(SELECT coalesce(sum(${amount(line)}), 0) FROM order_line AS ${line}
      WHERE ${line}.order_id = ${row}.id AND ${own})`;
  };
}

const total = sumOfLines(
  (line) => `${line}.unit_price_minor * ${line}.quantity - ${line}.discount_minor + ${line}.freight_minor`,
);
const paidForOwnLines = sumOfLines((line) => `${line}.paid_minor + ${line}.freight_paid_minor`);

const refunded: RowSql = (row, scope) => {
  const refund = scope.alias();
  return `(SELECT coalesce(sum(${refund}.amount_minor), 0) FROM refund AS ${refund}
    WHERE ${refund}.order_line_id = ${row}.id)`;
};

const orderType: ReadType = {
  name: "Order",
  table: '"order"',
  visible: orderVisible,
  currency: (row) => `${row}.currency`,
  fields: {
    ...columns(
      "id",
      "reference",
      "status",
      "currency",
      "purchasedAt",
      "approvedAt",
      "promisedAt",
      "anomalies",
    ),
    total: money(total),
    paid: money((row, scope) =>
      exceptMerchants(scope.viewer) ? `${row}.paid_minor` : paidForOwnLines(row, scope),
    ),
    shopper: toOne("Shopper", "shopper_id", always),
    lines: { kind: "list", orderBy: "position", ...pointingBack("OrderLine", "order_id", exceptMerchants) },
    payments: { kind: "list", orderBy: "sequence", ...pointingBack("Payment", "order_id", exceptMerchants) },
    shipments: { kind: "list", orderBy: "id", ...pointingBack("Shipment", "order_id", exceptMerchants) },
    reviews: { kind: "list", orderBy: "reference", ...pointingBack("Review", "order_id", always) },
    disputes: { kind: "connection", ordering: openedOrder, ...pointingBack("Dispute", "order_id") },
  },
};

const lineType: ReadType = {
  name: "OrderLine",
  table: "order_line",
  visible: visibleWithOwnPart,
  currency: currencyOfOrder,
  fields: {
    ...columns("id", "position", "sku", "title", "variant", "category", "quantity", "perishable", "shipBy"),
    ...columns("promises"),
    unitPrice: money((row) => `${row}.unit_price_minor`),
    discount: money((row) => `${row}.discount_minor`),
    freight: money((row) => `${row}.freight_minor`),
    paid: money((row) => `${row}.paid_minor`),
    freightPaid: money((row) => `${row}.freight_paid_minor`),
    refunded: money(refunded),
    merchant: toOne("Merchant", "merchant_id", always),
    order: toOne("Order", "order_id", always),
    refunds: { kind: "list", orderBy: "refunded_at, id", ...pointingBack("Refund", "order_line_id", always) },
  },
};

const currencyOfRefund: RowSql = (row, scope) => {
  const [line, order] = [scope.alias(), scope.alias()];
  return `(SELECT ${order}.currency FROM order_line AS ${line} JOIN "order" AS ${order}
    ON ${order}.id = ${line}.order_id WHERE ${line}.id = ${row}.order_line_id)`;
};

/** How orders and what belongs to them are read. */
export const orderTypes: readonly ReadType[] = [
  orderType,
  lineType,
  {
    name: "Payment",
    table: "payment",
    visible: paymentVisible,
    currency: currencyOfOrder,
    fields: {
      ...columns("id", "sequence", "method", "instalments", "paidAt"),
      amount: money((row) => `${row}.amount_minor`),
    },
  },
  {
    name: "Refund",
    table: "refund",
    visible: refundVisible,
    currency: currencyOfRefund,
    fields: { ...columns("id", "reference", "refundedAt"), amount: money((row) => `${row}.amount_minor`) },
  },
  {
    name: "Shipment",
    table: "shipment",
    visible: visibleWithOwnPart,
    fields: {
      ...columns("id", "carrier", "trackingNumber", "handedOverAt", "deliveredAt"),
      merchant: toOne("Merchant", "merchant_id", always),
      trackingEvents: {
        kind: "list",
        orderBy: "occurred_at, id",
        ...pointingBack("TrackingEvent", "shipment_id", always),
      },
    },
  },
  {
    name: "TrackingEvent",
    table: "tracking_event",
    visible: trackingVisible,
    fields: columns("id", "status", "occurredAt", "location", "description"),
  },
  {
    name: "Review",
    table: "review",
    visible: visibleWithOrder,
    fields: columns("id", "score", "title", "message", "askedAt", "answeredAt"),
  },
];
