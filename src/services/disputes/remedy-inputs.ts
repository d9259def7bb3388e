import { compensationCeiling, refundCeiling, type CapContext } from "../../domain/dispute/terms.js";
import { isMoneyRemedy, RemedyKind, type RemedyItem } from "../../domain/dispute/remedy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { parseAmount } from "../../domain/money.js";
import { refundableOf } from "../../domain/rulebook/refundable.js";

/** One line of a claim as a client gives it. */
export interface ClaimLineInput {
  /** UUID. */
  readonly orderLineId: string;
  /** Decimal string in major units; null: all that can be had for the line. */
  readonly amount: string | null;
}

/** One typed remedy as a client gives it. */
export interface RemedyInput extends ClaimLineInput {
  readonly kind: RemedyKind;
}

/** How many remedies one list may hold: no order has so many lines times kinds in earnest. */
const MAXIMUM_REMEDIES = 200;

/**
 * Reads remedies: parses amounts and completes those left out, to all that is refundable, to the
 * ceiling of compensation, or to 0 for acts.
 * @param field input path of the list
 * @throws RefusedError INVALID_AMOUNT, UNKNOWN_CURRENCY; VALIDATION for a list that is too long
 */
export function remedyItems(
  inputs: readonly RemedyInput[],
  context: CapContext,
  field: string,
): RemedyItem[] {
  if (inputs.length > MAXIMUM_REMEDIES) {
    refuse(ErrorCode.VALIDATION, `At most ${MAXIMUM_REMEDIES} entries; there are ${inputs.length}.`, {
      field: [field],
    });
  }
  return inputs.map(({ kind, orderLineId, amount }, index) => ({
    kind,
    orderLineId,
    amountMinor:
      amount === null
        ? amountLeftOut(kind, orderLineId, context)
        : parseAmount(amount, context.currency, [field, String(index), "amount"]).minor,
  }));
}

function amountLeftOut(kind: RemedyKind, orderLineId: string, context: CapContext): bigint {
  const line = context.lines.find((candidate) => candidate.orderLineId === orderLineId);
  if (line === undefined || !isMoneyRemedy(kind)) return 0n;
  if (kind !== RemedyKind.COMPENSATION) return refundCeiling(kind, line, context.rule);
  return compensationCeiling(line, refundableOf(line, context.rule), context);
}

/**
 * The items of a claim: one for each line, all of one remedy.
 * @throws RefusedError as {@link remedyItems}
 */
export function claimItems(
  remedy: RemedyKind,
  lines: readonly ClaimLineInput[],
  context: CapContext,
): RemedyItem[] {
  return remedyItems(
    lines.map((line) => ({ ...line, kind: remedy })),
    context,
    "lines",
  );
}
