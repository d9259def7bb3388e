import { ErrorCode, refuse } from "../errors.js";
import { formatAmount, shareOf, smaller } from "../money.js";
import {
  compensationCap,
  compensationFor,
  type Compensation,
  type CompensationInput,
  type FoundFacts,
} from "../rulebook/compensation.js";
import { refundableOf, type LineFacts } from "../rulebook/refundable.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import { isMoneyRemedy, refundRemedies, RemedyKind, totalOf, type RemedyItem } from "./remedy.js";

/** What caps are computed from. */
export interface CapContext {
  readonly lines: readonly LineFacts[];
  readonly rule: ReasonRule;
  readonly rulebook: Pick<Rulebook, "limits" | "version">;
  readonly currency: string;
  /** What was found about the lines beyond the records. Absent: nothing. */
  readonly found?: FoundFacts;
}

/**
 * The most compensation for one line, in minor units: what the reason's formula gives or the general share of what
 * was paid, whichever is more. While a fact that the formula needs is not known, the formula's own bound stands for
 * what it gives (the whole price for a share of it, the multiple without the expert's fee, …; see `formulas.ts`), so
 * that whatever is found later, it never exceeds what the known facts bear.
 * @param claimedMinor what the shopper claims for the line, an input of some formulas
 */
export function compensationCeiling(line: LineFacts, claimedMinor: bigint, caps: CapContext): bigint {
  const { limits } = caps.rulebook;
  const general = shareOf(line.paidMinor + line.freightPaidMinor, limits.compensationBasisPoints);
  const { compensation } = caps.rule;
  if (compensation === null) return general;
  const byReason = compensationCap(compensation, formulaInput(line, claimedMinor, caps));
  return byReason > general ? byReason : general;
}

/** The compensation that the reason's formula gives for one line; null where the reason has none. */
export function compensationOf(
  line: LineFacts,
  claimedMinor: bigint,
  caps: Omit<CapContext, "lines">,
): Compensation | null {
  const { rule, rulebook } = caps;
  if (rule.compensation === null) return null;
  const basis = { clause: rule.clause, rulebookVersion: rulebook.version };
  return compensationFor(rule.compensation, formulaInput(line, claimedMinor, caps), basis);
}

function formulaInput(
  { paidMinor, priceMinor, freightPaidMinor, quantity }: LineFacts,
  claimedMinor: bigint,
  { currency, found = {} }: Pick<CapContext, "currency" | "found">,
): CompensationInput {
  return { paidMinor, priceMinor, freightPaidMinor, quantity, claimedMinor, currency, found };
}

/** The most that a kind of refund can bring for a line: REFUND_FREIGHT no more than was paid for sending it. */
export function refundCeiling(
  kind: RemedyKind,
  line: Pick<LineFacts, "paidMinor" | "freightPaidMinor" | "refundedMinor">,
  rule: Pick<ReasonRule, "freightRefundable">,
): bigint {
  const refundable = refundableOf(line, rule);
  return kind === RemedyKind.REFUND_FREIGHT ? smaller(refundable, line.freightPaidMinor) : refundable;
}

/**
 * The items with refunds cut down to what is still refundable of each line: the marketplace may have
 * refunded something since they were asked for or ruled. Compensation and acts stay as they are.
 */
export function withinRefundable(
  items: readonly RemedyItem[],
  { lines, rule }: Pick<CapContext, "lines" | "rule">,
): RemedyItem[] {
  const rest = new Map(lines.map((line) => [line.orderLineId, refundableOf(line, rule)]));
  return items.map((item) => {
    if (!refundRemedies.has(item.kind)) return item;
    const left = rest.get(item.orderLineId) ?? 0n;
    const amountMinor = smaller(item.amountMinor, left);
    rest.set(item.orderLineId, left - amountMinor);
    return { ...item, amountMinor };
  });
}

/**
 * What some remedies are worth, in minor units, for the question who may decide on them: their money,
 * and for an act, such as a replacement, what was paid for the line.
 */
export function amountAtStake(items: readonly RemedyItem[], lines: readonly LineFacts[]): bigint {
  return items.reduce((sum, { kind, orderLineId, amountMinor }) => {
    const line = lines.find((candidate) => candidate.orderLineId === orderLineId);
    return sum + (isMoneyRemedy(kind) ? amountMinor : (line?.paidMinor ?? 0n));
  }, 0n);
}

/**
 * Refuses remedies that name a line of no concern, give no amount where one is needed or one where
 * none is, or exceed the caps: refunds of a line its refundable amount, compensation its ceiling.
 * @param field input path of the list, e.g. ["terms"]
 * @throws RefusedError VALIDATION, NOT_FOUND, INVALID_AMOUNT, AMOUNT_TOO_HIGH
 */
export function checkTerms(items: readonly RemedyItem[], caps: CapContext, field: string): void {
  if (items.length === 0) refuse(ErrorCode.VALIDATION, "Name at least one remedy.", { field: [field] });
  items.forEach((item, index) => {
    checkItem(item, caps, [field, String(index)]);
  });
  for (const line of caps.lines) checkCaps(line, items, { caps, field });
}

function checkItem(
  { kind, orderLineId, amountMinor }: RemedyItem,
  { lines }: CapContext,
  field: string[],
): void {
  if (!lines.some((line) => line.orderLineId === orderLineId)) {
    refuse(ErrorCode.NOT_FOUND, "This order line is not part of the dispute.", {
      field: [...field, "orderLineId"],
    });
  }
  if (isMoneyRemedy(kind) === amountMinor > 0n) return;
  refuse(
    ErrorCode.INVALID_AMOUNT,
    isMoneyRemedy(kind) ? `${kind} needs an amount above 0.` : `${kind} is an act and takes no amount.`,
    { field: [...field, "amount"] },
  );
}

function checkCaps(
  line: LineFacts,
  items: readonly RemedyItem[],
  { caps, field }: { caps: CapContext; field: string },
): void {
  const ofLine = items.filter(({ orderLineId }) => orderLineId === line.orderLineId);
  const refunds = totalOf(ofLine.filter(({ kind }) => refundRemedies.has(kind)));
  const compensation = totalOf(ofLine.filter(({ kind }) => kind === RemedyKind.COMPENSATION));
  const money = (minor: bigint) => formatAmount({ minor, currency: caps.currency });
  const refundable = refundableOf(line, caps.rule);
  if (refunds > refundable) {
    refuse(
      ErrorCode.AMOUNT_TOO_HIGH,
      `At most ${money(refundable)} ${caps.currency} can be refunded for this line; ${money(refunds)} was asked.`,
      { field: [field], details: { refundable: money(refundable), currency: caps.currency } },
    );
  }
  const freight = totalOf(ofLine.filter(({ kind }) => kind === RemedyKind.REFUND_FREIGHT));
  const freightCeiling = refundCeiling(RemedyKind.REFUND_FREIGHT, line, caps.rule);
  if (freight > freightCeiling) {
    refuse(
      ErrorCode.AMOUNT_TOO_HIGH,
      `At most ${money(freightCeiling)} ${caps.currency} was paid for sending this line; ${money(freight)} was asked.`,
      { field: [field], details: { refundable: money(freightCeiling), currency: caps.currency } },
    );
  }
  const ceiling = compensationCeiling(line, refundable, caps);
  if (compensation > ceiling) {
    refuse(
      ErrorCode.AMOUNT_TOO_HIGH,
      `Compensation for this line is at most ${money(ceiling)} ${caps.currency}; ${money(compensation)} was asked.`,
      { field: [field], details: { ceiling: money(ceiling), currency: caps.currency } },
    );
  }
}
