import type { LineDraft, OrderDraft, PaymentDraft, RefundDraft } from "./order.js";

/** What is odd about an order that was taken all the same; kept with it for those who judge it. */
export const OrderAnomaly = {
  APPROVED_BEFORE_PURCHASE: "APPROVED_BEFORE_PURCHASE",
  CANCELLED_AFTER_DELIVERY: "CANCELLED_AFTER_DELIVERY",
  DELIVERED_BEFORE_HANDOVER: "DELIVERED_BEFORE_HANDOVER",
  DELIVERED_BEFORE_PURCHASE: "DELIVERED_BEFORE_PURCHASE",
  DELIVERED_WITHOUT_APPROVAL: "DELIVERED_WITHOUT_APPROVAL",
  DELIVERED_WITHOUT_DATE: "DELIVERED_WITHOUT_DATE",
  HANDED_OVER_BEFORE_APPROVAL: "HANDED_OVER_BEFORE_APPROVAL",
  HANDED_OVER_BEFORE_PURCHASE: "HANDED_OVER_BEFORE_PURCHASE",
  NO_PAYMENT: "NO_PAYMENT",
  PAID_LESS_THAN_BILLED: "PAID_LESS_THAN_BILLED",
  PAID_MORE_THAN_BILLED: "PAID_MORE_THAN_BILLED",
  PAYMENT_SEQUENCE_GAP: "PAYMENT_SEQUENCE_GAP",
  REVIEWED_BEFORE_PURCHASE: "REVIEWED_BEFORE_PURCHASE",
  SHIP_BY_FAR_AWAY: "SHIP_BY_FAR_AWAY",
} as const;
export type OrderAnomaly = (typeof OrderAnomaly)[keyof typeof OrderAnomaly];

/** A refund with its amount in minor units. */
export interface PreparedRefund {
  readonly draft: RefundDraft;
  readonly amountMinor: bigint;
}

/** A line with every amount in minor units of the order's currency. */
export interface PreparedLine {
  readonly draft: LineDraft;
  readonly unitPriceMinor: bigint;
  readonly discountMinor: bigint;
  readonly freightMinor: bigint;
  /** What was paid for the goods of this line: the most that can be refunded for them. */
  readonly paidMinor: bigint;
  /** What was paid for the freight of this line. */
  readonly freightPaidMinor: bigint;
  readonly refunds: readonly PreparedRefund[];
}

/** A payment with its amount in minor units. */
export interface PreparedPayment {
  readonly draft: PaymentDraft;
  readonly amountMinor: bigint;
}

/** An order that holds together, ready to be written. */
export interface PreparedOrder {
  readonly draft: OrderDraft;
  readonly lines: readonly PreparedLine[];
  readonly payments: readonly PreparedPayment[];
  /** The sum of all payments, in minor units. */
  readonly paidMinor: bigint;
  /** Sorted, each at most once. */
  readonly anomalies: readonly OrderAnomaly[];
}
