import type { ReasonRule } from "./reason-rule.js";

/** What the rules need to know about an order line before a dispute is opened on it. */
export interface LineFacts {
  /** UUID. */
  readonly orderLineId: string;
  /** UUID. */
  readonly merchantId: string;
  readonly quantity: number;
  /** Unit price times quantity before discounts, in minor units of the order's currency. */
  readonly priceMinor: bigint;
  /** What was paid for the goods of the line, in minor units. */
  readonly paidMinor: bigint;
  /** What was paid for sending it, in minor units. */
  readonly freightPaidMinor: bigint;
  /** What was refunded so far, in minor units. */
  readonly refundedMinor: bigint;
  /** How many disputes were opened on it before. */
  readonly attempts: number;
  /** The number of the dispute that is open on it, if one is. */
  readonly openDisputeNumber: string | null;
  readonly perishable: boolean;
}

/**
 * The most that may still be refunded for a line under a reason, in minor units: what was paid,
 * with its freight where the reason says so, less what was refunded already; never below 0.
 */
export function refundableOf(
  line: Pick<LineFacts, "paidMinor" | "freightPaidMinor" | "refundedMinor">,
  rule: Pick<ReasonRule, "freightRefundable">,
): bigint {
  const freight = rule.freightRefundable ? line.freightPaidMinor : 0n;
  const rest = line.paidMinor + freight - line.refundedMinor;
  return rest > 0n ? rest : 0n;
}
