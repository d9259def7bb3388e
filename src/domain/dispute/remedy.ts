/** What can put things right: asked for by a claim, offered by a side, ordered by a ruling. */
export const RemedyKind = {
  COMPENSATION: "COMPENSATION",
  EXCHANGE: "EXCHANGE",
  OTHER_ACT: "OTHER_ACT",
  PARTIAL_REFUND: "PARTIAL_REFUND",
  REFUND: "REFUND",
  REFUND_FREIGHT: "REFUND_FREIGHT",
  REPAIR: "REPAIR",
  REPLACEMENT: "REPLACEMENT",
  RETURN_AND_REFUND: "RETURN_AND_REFUND",
  SEND_MISSING_PARTS: "SEND_MISSING_PARTS",
} as const;
export type RemedyKind = (typeof RemedyKind)[keyof typeof RemedyKind];

/** Remedies that move money of the order line back: all of them count against the refundable amount. */
export const refundRemedies: ReadonlySet<RemedyKind> = new Set([
  RemedyKind.REFUND,
  RemedyKind.PARTIAL_REFUND,
  RemedyKind.RETURN_AND_REFUND,
  RemedyKind.REFUND_FREIGHT,
]);

/** Whether a remedy is an amount of money (a refund or compensation) and not an act alone. */
export function isMoneyRemedy(kind: RemedyKind): boolean {
  return kind === RemedyKind.COMPENSATION || refundRemedies.has(kind);
}

/** One typed item of what is asked, offered or ordered, for one order line. */
export interface RemedyItem {
  readonly kind: RemedyKind;
  /** UUID of the order line that it concerns. */
  readonly orderLineId: string;
  /** Minor units of the order's currency; 0 for acts. */
  readonly amountMinor: bigint;
}

/** The sum of the money in some items, in minor units. */
export function totalOf(items: readonly RemedyItem[]): bigint {
  return items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
