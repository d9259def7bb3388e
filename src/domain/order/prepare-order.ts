import { RefusedError } from "../errors.js";
import { parseAmount, split } from "../money.js";
import { findAnomalies } from "./anomalies.js";
import { checkOrder } from "./check-order.js";
import type { LineDraft, OrderDraft } from "./order.js";
import { OrderRefusalCode, OrderRefusedError, refuseOrder, type OrderRefusal } from "./order-refusal.js";
import type { PreparedLine, PreparedOrder, PreparedPayment, PreparedRefund } from "./prepared-order.js";

/** The largest sum of one line: keeps sums over an order inside PostgreSQL's bigint. */
const MAXIMUM_LINE_MINOR = 10n ** 15n;

/** Either the order, ready to be written, or why it is refused whole. */
export type Preparation =
  | { readonly order: PreparedOrder; readonly refusal: null }
  | { readonly order: null; readonly refusal: OrderRefusal };

/** What a line bills: `goods` and `freight` in minor units. */
interface BilledLine {
  readonly draft: LineDraft;
  readonly unitPriceMinor: bigint;
  readonly discountMinor: bigint;
  readonly freightMinor: bigint;
  readonly goodsMinor: bigint;
}

function billLine(draft: LineDraft, currency: string, field: readonly string[]): BilledLine {
  const unitPriceMinor = parseAmount(draft.unitPrice, currency, [...field, "unitPrice"]).minor;
  const discountMinor = parseAmount(draft.discount, currency, [...field, "discount"]).minor;
  const freightMinor = parseAmount(draft.freight, currency, [...field, "freight"]).minor;
  const priceMinor = unitPriceMinor * BigInt(draft.quantity);
  if (priceMinor > MAXIMUM_LINE_MINOR) {
    refuseOrder(OrderRefusalCode.INVALID_AMOUNT, "The price of the line is too large to be kept.", [
      ...field,
      "unitPrice",
    ]);
  }
  if (discountMinor > priceMinor) {
    refuseOrder(
      OrderRefusalCode.DISCOUNT_ABOVE_PRICE,
      "The discount is above the price of the line. It is taken off the whole line and can bring it down to 0.",
      [...field, "discount"],
    );
  }
  return { draft, unitPriceMinor, discountMinor, freightMinor, goodsMinor: priceMinor - discountMinor };
}

function preparePayments(draft: OrderDraft): PreparedPayment[] {
  return draft.payments.map((payment, index) => ({
    draft: payment,
    amountMinor: parseAmount(payment.amount, draft.currency, ["payments", String(index), "amount"]).minor,
  }));
}

function prepareRefunds(line: LineDraft, currency: string, field: readonly string[]): PreparedRefund[] {
  return line.refunds.map((refund, index) => {
    const path = [...field, "refunds", String(index), "amount"];
    const { minor } = parseAmount(refund.amount, currency, path);
    if (minor === 0n)
      refuseOrder(OrderRefusalCode.INVALID_AMOUNT, "A refund is above 0. Leave an empty one out.", path);
    return { draft: refund, amountMinor: minor };
  });
}

/**
 * Shares what was paid over the goods and freight that were billed, in minor units: [goods, freight]
 * of each line in turn. Whoever paid all or more has paid each part in full; the surplus is instalment
 * interest or fees and no line's. What falls short is shared in proportion, by largest remainder.
 */
export function sharePaid(paidMinor: bigint, billed: readonly bigint[]): readonly bigint[] {
  const total = billed.reduce((sum, part) => sum + part, 0n);
  return paidMinor >= total ? billed : split(paidMinor, billed);
}

function checkRefundSum(line: PreparedLine, field: readonly string[]): void {
  const refunded = line.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  if (refunded <= line.paidMinor + line.freightPaidMinor) return;
  refuseOrder(
    OrderRefusalCode.REFUND_ABOVE_PAID,
    "The refunds of the line are above what was paid for its goods and freight. Check the payments and the refunds.",
    [...field, "refunds"],
  );
}

function prepareLines(draft: OrderDraft, paidMinor: bigint): PreparedLine[] {
  const bills = draft.lines.map((line, index) => billLine(line, draft.currency, ["lines", String(index)]));
  const shares = sharePaid(
    paidMinor,
    bills.flatMap(({ goodsMinor, freightMinor }) => [goodsMinor, freightMinor]),
  );
  return bills.map((bill, index) => {
    const field = ["lines", String(index)];
    const line = {
      draft: bill.draft,
      unitPriceMinor: bill.unitPriceMinor,
      discountMinor: bill.discountMinor,
      freightMinor: bill.freightMinor,
      paidMinor: shares[2 * index] ?? 0n,
      freightPaidMinor: shares[2 * index + 1] ?? 0n,
      refunds: prepareRefunds(bill.draft, draft.currency, field),
    };
    checkRefundSum(line, field);
    return line;
  });
}

function prepare(draft: OrderDraft): PreparedOrder {
  checkOrder(draft);
  const payments = preparePayments(draft);
  const paidMinor = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const lines = prepareLines(draft, paidMinor);
  return {
    draft,
    lines,
    payments,
    paidMinor,
    anomalies: findAnomalies({ draft, lines, payments, paidMinor }),
  };
}

function refusalOf(error: unknown): OrderRefusal {
  if (error instanceof OrderRefusedError) return error.refusal;
  if (!(error instanceof RefusedError)) throw error;
  // The currency was checked before: what the money rules refuse is an amount.
  const [{ message, field }] = error.refusals;
  return { code: OrderRefusalCode.INVALID_AMOUNT, message, field };
}

/**
 * Checks an order and works out what was paid for each of its lines. Odd orders (paid less than billed,
 * delivered before they were handed over, …) are taken and their anomalies named; an order that does
 * not hold together is refused whole, with the first fault found.
 */
export function prepareOrder(draft: OrderDraft): Preparation {
  try {
    return { order: prepare(draft), refusal: null };
  } catch (error) {
    return { order: null, refusal: refusalOf(error) };
  }
}
