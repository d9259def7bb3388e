import type { Item } from "./oracle-rows.js";
import type { ReadOracle } from "./read-oracle.js";

/** What a field is, for whoever reads it. */
export type Special = (oracle: ReadOracle, item: Item, args: Record<string, number>) => unknown;

/** The fields of orders and their lines that are not simply a column. */
export const orderFields: Record<string, Special> = {
  "Order.total": (o, item) =>
    o.money(
      item,
      o
        .ownLines(item)
        .reduce(
          (sum, line) =>
            sum +
            Number(line["unit_price_minor"]) * Number(line["quantity"]) -
            Number(line["discount_minor"]) +
            Number(line["freight_minor"]),
          0,
        ),
    ),
  "Order.paid": (o, item) =>
    o.money(
      item,
      o.isMerchant
        ? o
            .ownLines(item)
            .reduce((sum, line) => sum + Number(line["paid_minor"]) + Number(line["freight_paid_minor"]), 0)
        : item["paid_minor"],
    ),
  "Order.lines": (o, item) => o.children("order_line", "order_id", item, "position"),
  "Order.payments": (o, item) => o.children("payment", "order_id", item, "sequence"),
  "Order.shipments": (o, item) => o.children("shipment", "order_id", item, "id"),
  "Order.reviews": (o, item) => o.children("review", "order_id", item, "reference"),
  "Order.disputes": (o, item, args) =>
    o.page(o.children("dispute", "order_id", item, "opened_at").reverse(), args),
  "OrderLine.unitPrice": (o, item) => o.money(item, item["unit_price_minor"]),
  "OrderLine.discount": (o, item) => o.money(item, item["discount_minor"]),
  "OrderLine.freight": (o, item) => o.money(item, item["freight_minor"]),
  "OrderLine.paid": (o, item) => o.money(item, item["paid_minor"]),
  "OrderLine.freightPaid": (o, item) => o.money(item, item["freight_paid_minor"]),
  "OrderLine.refunded": (o, item) =>
    o.money(
      item,
      o.world["refund"]!.filter((row) => row["order_line_id"] === item["id"]).reduce(
        (sum, row) => sum + Number(row["amount_minor"]),
        0,
      ),
    ),
  "OrderLine.refunds": (o, item) => o.children("refund", "order_line_id", item, "refunded_at"),
  "Query.orders": (o, _item, args) => {
    const key = (row: Item): string => `${String(row["purchased_at"])} ${String(row["id"])}`;
    return o.page(
      o.seen("order").sort((a, b) => (key(a) > key(b) ? -1 : 1)),
      args,
    );
  },
};
