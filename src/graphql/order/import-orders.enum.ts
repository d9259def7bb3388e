import { OrderRefusalCode } from "../../domain/order/order-refusal.js";
import { ImportOutcome } from "../../services/orders/import-orders.js";
import { describeEnum } from "../described-enum.js";

describeEnum("ImportOutcome", ImportOutcome, "What became of one order that was handed in.", {
  REFUSED: "Not taken; nothing of it was written.",
  TAKEN: "New, and written.",
  UNCHANGED: "Known, and exactly as it was; nothing was written.",
  UPDATED: "Known, and the marketplace's record has moved on: written.",
});

describeEnum("OrderRefusalCode", OrderRefusalCode, "Why one order was refused whole.", {
  DISCOUNT_ABOVE_PRICE: "The discount of a line is above its price.",
  DISPUTED_ORDER_CHANGED: "A dispute stands on the order, and the record changes what the dispute rests on.",
  DUPLICATE_LINE_POSITION: "Two lines have the same position.",
  DUPLICATE_ORDER: "The same order stands earlier in the same call.",
  DUPLICATE_PAYMENT_SEQUENCE: "Two payments have the same sequence.",
  DUPLICATE_REFUND: "Two refunds of a line have the same reference.",
  DUPLICATE_REVIEW: "Two reviews of the order have the same reference.",
  INVALID_AMOUNT: "An amount is negative, too precise for its currency, too large, or no plain decimal.",
  INVALID_NUMBER: "A position, sequence, quantity, number of instalments or score is out of its range.",
  INVALID_RECORD: "The record cannot be read (files only).",
  INVALID_TEXT: "A text is empty, too long, or holds characters that are not text.",
  INVALID_TIME: "A time is before 1970 or after 2199.",
  NO_LINES: "Nothing was sold, so nothing can be disputed.",
  REFUND_ABOVE_PAID: "The refunds of a line are above what was paid for it.",
  TOO_MANY_PARTS: "More lines, payments, shipments or the like than one order may have.",
  UNKNOWN_CURRENCY: "The currency is not an ISO 4217 code that we can count in.",
  UNKNOWN_SHIPMENT_MERCHANT: "A shipment names a merchant that has no line in the order.",
  UNKNOWN_STATUS: "A status of the order or of a tracking event is not known.",
});
