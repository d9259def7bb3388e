import type { OrderStatus } from "../../domain/order/order.js";
import type { RowSql } from "./read-type.js";

/** What narrows a list of orders. All that is given must hold; an absent, null or empty part does not narrow. */
export interface OrderFilter {
  readonly status?: readonly OrderStatus[] | null | undefined;
  readonly purchasedFrom?: Date | null | undefined;
  readonly purchasedBefore?: Date | null | undefined;
  /** UUID: orders with a line of this merchant. */
  readonly merchantId?: string | null | undefined;
  /** UUID. */
  readonly shopperId?: string | null | undefined;
}

/** The condition of a filter; TRUE if it does not narrow. */
export function orderFilterSql(filter: OrderFilter): RowSql {
  return (row, scope) => {
    const { status, purchasedFrom, purchasedBefore, merchantId, shopperId } = filter;
    const conditions: string[] = [];
    if (status && status.length > 0) conditions.push(`${row}.status = ANY (${scope.bind(status, "text[]")})`);
    if (purchasedFrom) conditions.push(`${row}.purchased_at >= ${scope.bind(purchasedFrom, "timestamptz")}`);
    if (purchasedBefore)
      conditions.push(`${row}.purchased_at < ${scope.bind(purchasedBefore, "timestamptz")}`);
    if (shopperId) conditions.push(`${row}.shopper_id = ${scope.bind(shopperId, "uuid")}`);
    if (merchantId) {
      const line = scope.alias();
      conditions.push(
        `${row}.id IN (SELECT ${line}.order_id FROM order_line AS ${line}
          WHERE ${line}.merchant_id = ${scope.bind(merchantId, "uuid")})`,
      );
    }
    return conditions.join(" AND ") || "TRUE";
  };
}
