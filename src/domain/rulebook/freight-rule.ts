/** Who bears freight in the end. */
export const FreightBearer = {
  AS_AGREED: "AS_AGREED",
  BY_FAULT: "BY_FAULT",
  CARRIER: "CARRIER",
  MERCHANT: "MERCHANT",
  NONE: "NONE",
  SHOPPER: "SHOPPER",
} as const;
export type FreightBearer = (typeof FreightBearer)[keyof typeof FreightBearer];

/** The situations that the freight matrix knows; reference.md 3.9. */
export const FreightSituation = {
  BOTH_AT_FAULT: "BOTH_AT_FAULT",
  DAMAGED_OR_LOST_IN_TRANSIT: "DAMAGED_OR_LOST_IN_TRANSIT",
  DELIVERY_REFUSED_WITHOUT_CAUSE: "DELIVERY_REFUSED_WITHOUT_CAUSE",
  EXCHANGE_WITHOUT_FAULT: "EXCHANGE_WITHOUT_FAULT",
  MERCHANT_AT_FAULT: "MERCHANT_AT_FAULT",
  NOT_PROVEN: "NOT_PROVEN",
  NO_FREIGHT: "NO_FREIGHT",
  NO_REASON_RETURN: "NO_REASON_RETURN",
  NO_REASON_RETURN_FREIGHT_CHARGED: "NO_REASON_RETURN_FREIGHT_CHARGED",
  REPLACEMENT_WRONG_AGAIN: "REPLACEMENT_WRONG_AGAIN",
  RETURN_REFUSED_BY_MERCHANT: "RETURN_REFUSED_BY_MERCHANT",
} as const;
export type FreightSituation = (typeof FreightSituation)[keyof typeof FreightSituation];

/** Who pays freight at first; recourse follows by {@link FreightRule}. */
export const FreightPayer = {
  EACH_OWN: "EACH_OWN",
  MERCHANT: "MERCHANT",
  NOBODY: "NOBODY",
  PLATFORM: "PLATFORM",
  SHOPPER: "SHOPPER",
} as const;
export type FreightPayer = (typeof FreightPayer)[keyof typeof FreightPayer];

/** One row of the freight matrix: who advances freight and who bears it in the end, out and back. */
export interface FreightRule {
  readonly situation: FreightSituation;
  readonly paysFirst: FreightPayer;
  readonly outbound: FreightBearer;
  readonly return: FreightBearer;
  readonly clause: string;
}
