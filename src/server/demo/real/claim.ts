import { RemedyKind } from "../../../domain/dispute/remedy.js";
import { formatAmount } from "../../../domain/money.js";
import type { DisputeRecord } from "./dispute-record.js";

/** The lines of an order as the API tells them. */
export interface OrderLineSeen {
  readonly id: string;
  readonly position: number;
  readonly merchant: { readonly id: string };
}

/** What the shopper asks for, in words of the API; an amount left out is all that is refundable. */
export interface ClaimPlan {
  readonly reason: string;
  readonly remedy: RemedyKind;
  readonly statement: string;
  readonly lines: readonly { readonly orderLineId: string; readonly amount?: string }[];
}

/** Centavos as the API takes them. */
export function reais(minor: number | bigint): string {
  return formatAmount({ minor: BigInt(minor), currency: "BRL" });
}

/** The reasons of the data in the rulebook's words. */
function reasonOf({ reason, reason_detail: detail }: DisputeRecord): string {
  switch (reason) {
    case "LATE_DELIVERY":
      return "PROMISE_BROKEN";
    case "MISSING_ITEM":
      return "MISSING_OR_SHORT";
    case "DAMAGED_DEFECTIVE":
      return detail === "DAMAGED" ? "DAMAGED_IN_TRANSIT" : "QUALITY_DEFECT";
    case "REFUND_NOT_PROCESSED":
      return "REFUND_WITHHELD_AFTER_RETURN";
    default:
      return reason;
  }
}

/** What the shopper asks for: first if the record names the wish, else what is usual for the reason. */
const remedies: Readonly<Record<string, readonly [wish: string, asked: RemedyKind, usual: RemedyKind]>> = {
  MISSING_ITEM: ["COMPLETE_DELIVERY", RemedyKind.SEND_MISSING_PARTS, RemedyKind.PARTIAL_REFUND],
  NOT_RECEIVED: ["REPLACEMENT", RemedyKind.REPLACEMENT, RemedyKind.REFUND],
  OTHER: ["RETURN", RemedyKind.RETURN_AND_REFUND, RemedyKind.OTHER_ACT],
  REFUND_NOT_PROCESSED: ["REFUND", RemedyKind.REFUND, RemedyKind.REFUND],
};

function remedyOf(record: DisputeRecord, items: DisputeRecord["items"]): RemedyKind {
  if (record.reason === "LATE_DELIVERY") {
    const hasFreight = items.some(({ freight_minor: freight }) => freight > 0);
    return hasFreight ? RemedyKind.REFUND_FREIGHT : RemedyKind.COMPENSATION;
  }
  const [wish, asked, usual] = remedies[record.reason] ?? [
    "REPLACEMENT",
    RemedyKind.EXCHANGE,
    RemedyKind.RETURN_AND_REFUND,
  ];
  return record.requested_remedies.includes(wish) ? asked : usual;
}

function statementOf({ statement, reason, order }: DisputeRecord): string {
  const text = [statement?.title, statement?.text].filter((part) => (part ?? "").trim() !== "").join(": ");
  if (text !== "") return text;
  const promised = order.promised_at.toISOString().slice(0, 10);
  return `${reason}: promised for ${promised}, ${order.delivered_at === null ? "never came" : "came late"}. (The shopper wrote nothing.)`;
}

/** The record's items against the seller of its first one: a dispute is against one merchant. */
function disputedItems({ items, reason }: DisputeRecord): DisputeRecord["items"] {
  const ofFirst = items.filter(({ seller_id: seller }) => seller === items[0]?.seller_id);
  if (reason === "LATE_DELIVERY") {
    const withFreight = ofFirst.filter(({ freight_minor: freight }) => freight > 0);
    return withFreight.length > 0 ? withFreight : ofFirst;
  }
  if (reason !== "MISSING_ITEM") return ofFirst;
  const cheapest = ofFirst.toSorted((one, other) => one.price_minor - other.price_minor);
  return cheapest.slice(0, 1);
}

/** What the shopper of a record asks for. */
export function claimOf(record: DisputeRecord, lines: readonly OrderLineSeen[]): ClaimPlan {
  const items = disputedItems(record);
  const remedy = remedyOf(record, items);
  return {
    reason: reasonOf(record),
    remedy,
    statement: statementOf(record),
    lines: items.flatMap((item) => {
      const line = lines.find(({ position }) => position === item.order_item_id);
      if (line === undefined) return [];
      const freight = remedy === RemedyKind.REFUND_FREIGHT ? { amount: reais(item.freight_minor) } : {};
      const share =
        remedy === RemedyKind.COMPENSATION ? { amount: reais(Math.ceil(item.price_minor / 10)) } : {};
      return [{ orderLineId: line.id, ...freight, ...share }];
    }),
  };
}
