import { ErrorCode, refuse } from "../errors.js";
import { formatAmount, shareOf, smaller, split, WHOLE_BASIS_POINTS } from "../money.js";
import type { SealedLimitRule } from "../rulebook/mediation-rule.js";
import { refundableOf, type LineFacts } from "../rulebook/refundable.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import { RemedyKind, type RemedyItem } from "./remedy.js";

/** What the two sides would settle for, in minor units; null where a side has stated nothing. */
export interface SealedLimits {
  /** The least that the shopper accepts for the dispute as a whole. */
  readonly shopperMinor: bigint | null;
  /** The most that the merchant pays. */
  readonly merchantMinor: bigint | null;
}

/** What limits are measured by. */
export interface LimitContext {
  readonly lines: readonly LineFacts[];
  readonly rule: Pick<ReasonRule, "freightRefundable">;
  readonly currency: string;
}

function refundableOfAll({ lines, rule }: Pick<LimitContext, "lines" | "rule">): bigint {
  return lines.reduce((sum, line) => sum + refundableOf(line, rule), 0n);
}

/**
 * Refuses a limit of 0, or of more than can be refunded for the dispute. What the other side has stated plays no part.
 * @throws RefusedError INVALID_AMOUNT, AMOUNT_TOO_HIGH
 */
export function checkSealedLimit(minor: bigint, context: LimitContext): void {
  const field = { field: ["amount"] };
  if (minor <= 0n) refuse(ErrorCode.INVALID_AMOUNT, "A limit is an amount above 0.", field);
  const most = refundableOfAll(context);
  if (minor <= most) return;
  const refundable = formatAmount({ minor: most, currency: context.currency });
  refuse(
    ErrorCode.AMOUNT_TOO_HIGH,
    `At most ${refundable} ${context.currency} can be refunded in this dispute. State no more than that.`,
    { ...field, details: { refundable, currency: context.currency } },
  );
}

/**
 * Where the limits settle the dispute, in minor units: between the two as the rulebook says, within what can be refunded
 * now. Null while a side has stated nothing, or wants more than the other gives.
 */
export function meetingPoint(
  { shopperMinor, merchantMinor }: SealedLimits,
  { meetAtBasisPoints }: Pick<SealedLimitRule, "meetAtBasisPoints">,
  context: Pick<LimitContext, "lines" | "rule">,
): bigint | null {
  if (shopperMinor === null || merchantMinor === null) return null;
  const most = smaller(merchantMinor, refundableOfAll(context));
  if (most < shopperMinor) return null;
  const ofShopper = Number(WHOLE_BASIS_POINTS) - meetAtBasisPoints;
  // Counted down from the merchant's limit, so that what is left over by rounding is the shopper's.
  return most - shareOf(most - shopperMinor, ofShopper);
}

/** The refunds that an amount for the whole dispute amounts to, split by what can be refunded of each line. */
export function refundsOf(
  settledMinor: bigint,
  { lines, rule }: Pick<LimitContext, "lines" | "rule">,
): RemedyItem[] {
  const parts = split(
    settledMinor,
    lines.map((line) => refundableOf(line, rule)),
  );
  return lines.flatMap(({ orderLineId }, index) => {
    const amountMinor = parts[index] ?? 0n;
    return amountMinor === 0n ? [] : [{ kind: RemedyKind.PARTIAL_REFUND, orderLineId, amountMinor }];
  });
}
