/** Why an order is not taken. The whole order is refused; others of the same call are unharmed. */
export const OrderRefusalCode = {
  /** The discount of a line is above its price. */
  DISCOUNT_ABOVE_PRICE: "DISCOUNT_ABOVE_PRICE",
  /** A dispute stands on the order, and the record changes a fact that the dispute rests on. */
  DISPUTED_ORDER_CHANGED: "DISPUTED_ORDER_CHANGED",
  DUPLICATE_LINE_POSITION: "DUPLICATE_LINE_POSITION",
  /** The same order stands earlier in the same call. */
  DUPLICATE_ORDER: "DUPLICATE_ORDER",
  DUPLICATE_PAYMENT_SEQUENCE: "DUPLICATE_PAYMENT_SEQUENCE",
  DUPLICATE_REFUND: "DUPLICATE_REFUND",
  DUPLICATE_REVIEW: "DUPLICATE_REVIEW",
  INVALID_AMOUNT: "INVALID_AMOUNT",
  /** A position, sequence, quantity, number of instalments or score is out of its range. */
  INVALID_NUMBER: "INVALID_NUMBER",
  /** The record cannot be read: not JSON, a field missing, unknown or of another type. */
  INVALID_RECORD: "INVALID_RECORD",
  /** Empty, too long, or with characters that are not text. */
  INVALID_TEXT: "INVALID_TEXT",
  /** Not a time, or before 1970 or after 2199. */
  INVALID_TIME: "INVALID_TIME",
  /** Nothing was sold, so nothing can be disputed. */
  NO_LINES: "NO_LINES",
  /** The refunds of a line are above what was paid for it. */
  REFUND_ABOVE_PAID: "REFUND_ABOVE_PAID",
  /** More lines, payments, shipments, … than one order may have. */
  TOO_MANY_PARTS: "TOO_MANY_PARTS",
  UNKNOWN_CURRENCY: "UNKNOWN_CURRENCY",
  /** A shipment of a merchant that has no line in the order. */
  UNKNOWN_SHIPMENT_MERCHANT: "UNKNOWN_SHIPMENT_MERCHANT",
  UNKNOWN_STATUS: "UNKNOWN_STATUS",
} as const;
export type OrderRefusalCode = (typeof OrderRefusalCode)[keyof typeof OrderRefusalCode];

/** Why one order was refused, with a sentence for people. */
export interface OrderRefusal {
  readonly code: OrderRefusalCode;
  readonly message: string;
  /** Path inside the order, e.g. ["lines", "0", "unitPrice"]; empty when no single field is at fault. */
  readonly field: readonly string[];
}

/** Carries a refusal out of the checks; `prepareOrder` turns it into a value. */
export class OrderRefusedError extends Error {
  override readonly name = "OrderRefusedError";

  constructor(readonly refusal: OrderRefusal) {
    super(`${refusal.code}: ${refusal.message}`);
  }
}

/** Stops the checks of one order with a refusal. */
export function refuseOrder(code: OrderRefusalCode, message: string, field: readonly string[] = []): never {
  throw new OrderRefusedError({ code, message, field });
}
