import { DAY_MS } from "../time.js";
import { OrderStatus, type OrderDraft } from "./order.js";
import { OrderAnomaly, type PreparedOrder } from "./prepared-order.js";

type Facts = Omit<PreparedOrder, "anomalies">;

/** A ship-by date this long after the purchase is a slip of the source. */
const FAR_AWAY_MS = 365 * DAY_MS;

function before(one: Date | null, other: Date | null): boolean {
  return one !== null && other !== null && one < other;
}

function billedMinor({ lines }: Facts): bigint {
  return lines.reduce(
    (sum, line) =>
      sum + line.unitPriceMinor * BigInt(line.draft.quantity) - line.discountMinor + line.freightMinor,
    0n,
  );
}

function hasSequenceGap({ draft }: Facts): boolean {
  const sequences = draft.payments.map(({ sequence }) => sequence);
  return sequences.length > 0 && Math.max(...sequences) !== sequences.length;
}

function moneyAnomalies(facts: Facts): (OrderAnomaly | false)[] {
  const billed = billedMinor(facts);
  return [
    facts.payments.length === 0 && OrderAnomaly.NO_PAYMENT,
    facts.paidMinor < billed && OrderAnomaly.PAID_LESS_THAN_BILLED,
    facts.paidMinor > billed && OrderAnomaly.PAID_MORE_THAN_BILLED,
    hasSequenceGap(facts) && OrderAnomaly.PAYMENT_SEQUENCE_GAP,
  ];
}

function shipmentAnomalies({ approvedAt, purchasedAt, shipments }: OrderDraft): (OrderAnomaly | false)[] {
  return shipments.flatMap(({ handedOverAt, deliveredAt }) => [
    before(handedOverAt, purchasedAt) && OrderAnomaly.HANDED_OVER_BEFORE_PURCHASE,
    before(handedOverAt, approvedAt) && OrderAnomaly.HANDED_OVER_BEFORE_APPROVAL,
    before(deliveredAt, handedOverAt) && OrderAnomaly.DELIVERED_BEFORE_HANDOVER,
    before(deliveredAt, purchasedAt) && OrderAnomaly.DELIVERED_BEFORE_PURCHASE,
  ]);
}

function statusAnomalies({ status, approvedAt, shipments }: OrderDraft): (OrderAnomaly | false)[] {
  const isDelivered = shipments.some(({ deliveredAt }) => deliveredAt !== null);
  return [
    status === OrderStatus.DELIVERED && !isDelivered && OrderAnomaly.DELIVERED_WITHOUT_DATE,
    status === OrderStatus.DELIVERED && approvedAt === null && OrderAnomaly.DELIVERED_WITHOUT_APPROVAL,
    status === OrderStatus.CANCELLED && isDelivered && OrderAnomaly.CANCELLED_AFTER_DELIVERY,
  ];
}

function timeAnomalies({ approvedAt, purchasedAt, lines, reviews }: OrderDraft): (OrderAnomaly | false)[] {
  // A survey carries its day only, at midnight: the purchase may have been later on that day.
  const dayBefore = new Date(purchasedAt.getTime() - DAY_MS);
  const farAway = new Date(purchasedAt.getTime() + FAR_AWAY_MS);
  return [
    before(approvedAt, purchasedAt) && OrderAnomaly.APPROVED_BEFORE_PURCHASE,
    reviews.some(
      ({ askedAt, answeredAt }) => before(askedAt, dayBefore) || before(answeredAt, purchasedAt),
    ) && OrderAnomaly.REVIEWED_BEFORE_PURCHASE,
    lines.some(({ shipBy }) => before(farAway, shipBy)) && OrderAnomaly.SHIP_BY_FAR_AWAY,
  ];
}

/** Names what is odd about an order that can be taken all the same; sorted, each at most once. */
export function findAnomalies(facts: Facts): OrderAnomaly[] {
  const found = [
    ...moneyAnomalies(facts),
    ...shipmentAnomalies(facts.draft),
    ...statusAnomalies(facts.draft),
    ...timeAnomalies(facts.draft),
  ];
  return [...new Set(found.filter((anomaly) => anomaly !== false))].sort();
}
