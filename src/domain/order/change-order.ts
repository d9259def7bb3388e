import { OrderRefusalCode, type OrderRefusal } from "./order-refusal.js";
import type { PreparedLine, PreparedOrder } from "./prepared-order.js";

/** The facts of a stored line that a dispute rests on. */
export interface StoredLine {
  readonly position: number;
  readonly merchantReference: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: bigint;
  readonly discountMinor: bigint;
  readonly freightMinor: bigint;
}

/** The facts of a stored order that a dispute rests on. */
export interface StoredOrderFacts {
  readonly shopperReference: string;
  readonly currency: string;
  readonly lines: readonly StoredLine[];
}

function refused(what: string, field: readonly string[]): OrderRefusal {
  return {
    code: OrderRefusalCode.DISPUTED_ORDER_CHANGED,
    message: `A dispute stands on this order, so ${what} cannot change any more. Send it as it was.`,
    field,
  };
}

function isSameLine(stored: StoredLine, line: PreparedLine): boolean {
  const { draft } = line;
  return (
    stored.merchantReference === draft.merchant.reference &&
    stored.sku === draft.sku &&
    stored.quantity === draft.quantity &&
    stored.unitPriceMinor === line.unitPriceMinor &&
    stored.discountMinor === line.discountMinor &&
    stored.freightMinor === line.freightMinor
  );
}

/**
 * Whether a later record of an order that is in dispute may replace the stored one. Its shopper, currency and
 * the lines' seller, goods, quantity and prices must stay; shipments, payments, refunds, status, texts and
 * reviews may move on, and lines may be added.
 * @returns null if it may, else the refusal
 */
export function refuseChangeUnderDispute(
  stored: StoredOrderFacts,
  order: PreparedOrder,
): OrderRefusal | null {
  if (stored.shopperReference !== order.draft.shopper.reference)
    return refused("its shopper", ["shopper", "reference"]);
  if (stored.currency !== order.draft.currency) return refused("its currency", ["currency"]);
  const byPosition = new Map(order.lines.map((line, index) => [line.draft.position, { line, index }]));
  for (const storedLine of stored.lines) {
    const found = byPosition.get(storedLine.position);
    if (!found) return refused(`line ${storedLine.position}`, ["lines"]);
    if (!isSameLine(storedLine, found.line)) {
      return refused(`the seller, goods and prices of line ${storedLine.position}`, [
        "lines",
        String(found.index),
      ]);
    }
  }
  return null;
}
