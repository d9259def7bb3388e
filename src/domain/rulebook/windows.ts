import { addDays } from "../time.js";
import { GoodsStatus, WindowStart, type ReasonRule } from "./reason-rule.js";

/** The events of an order that windows run from; null where one has not happened or is not known. */
export interface OrderTimes {
  readonly purchasedAt: Date;
  readonly promisedAt: Date | null;
  readonly deliveredAt: Date | null;
}

/** When a dispute may be opened: from the purchase until `closesAt`, that instant included. */
export interface ReasonWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/**
 * The time in which a dispute for a reason may be opened. It runs from the event that the rule names,
 * or from the next one known in order DELIVERY, PROMISED_DELIVERY, PURCHASE. Carriers' records hold
 * deliveries before the purchase: no window is counted from before the purchase.
 */
export function windowOf(rule: Pick<ReasonRule, "window">, times: OrderTimes): ReasonWindow {
  const start = startOf(rule.window.from, times);
  const from = start < times.purchasedAt ? times.purchasedAt : start;
  return { opensAt: times.purchasedAt, closesAt: addDays(from, rule.window.days) };
}

function startOf(event: WindowStart, times: OrderTimes): Date {
  switch (event) {
    case WindowStart.DELIVERY:
      return times.deliveredAt ?? times.promisedAt ?? times.purchasedAt;
    case WindowStart.PROMISED_DELIVERY:
      return times.promisedAt ?? times.purchasedAt;
    case WindowStart.PURCHASE:
      return times.purchasedAt;
  }
}

/** What a shipment's record tells about where its goods are. */
export interface ShipmentTimes {
  readonly handedOverAt: Date | null;
  readonly deliveredAt: Date | null;
}

/**
 * Where the goods of some shipments are: DELIVERED when all of them arrived, IN_TRANSIT when any was
 * handed to the carrier or arrived, NOT_SHIPPED otherwise and when there are none.
 */
export function goodsStatusOf(shipments: readonly ShipmentTimes[]): GoodsStatus {
  if (shipments.length > 0 && shipments.every(({ deliveredAt }) => deliveredAt !== null)) {
    return GoodsStatus.DELIVERED;
  }
  const moving = shipments.some(
    ({ handedOverAt, deliveredAt }) => handedOverAt !== null || deliveredAt !== null,
  );
  return moving ? GoodsStatus.IN_TRANSIT : GoodsStatus.NOT_SHIPPED;
}
