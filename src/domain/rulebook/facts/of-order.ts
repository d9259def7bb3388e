import { DAY_MS, HOUR_MS } from "../../time.js";
import type { CaseOrder } from "../case.js";
import { goodsStatusOf } from "../windows.js";
import { elapsed, openedOrNow, type Fact } from "./fact.js";

/** When the last parcel arrived; null while one has not. */
function deliveredAtOf({ shipments }: CaseOrder): Date | null {
  const times = shipments.flatMap(({ deliveredAt }) => deliveredAt?.getTime() ?? []);
  return times.length === 0 || times.length < shipments.length ? null : new Date(Math.max(...times));
}

function earliestOf(times: readonly (Date | null)[]): Date | null {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length === 0 ? null : new Date(Math.min(...known));
}

function latestOf(times: readonly (Date | null)[]): Date | null {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length === 0 ? null : new Date(Math.max(...known));
}

function handedOverAtOf({ shipments }: CaseOrder): Date | null {
  return earliestOf(shipments.map(({ handedOverAt, deliveredAt }) => handedOverAt ?? deliveredAt));
}

/** Where the goods are and how late, and what the shopper said of the order. */
export const factsOfOrder: readonly Fact[] = [
  {
    name: "goodsStatus",
    type: "string",
    description: "Where the goods are: NOT_SHIPPED, IN_TRANSIT or DELIVERED.",
    of: ({ order }) => goodsStatusOf(order.shipments),
  },
  {
    name: "hasTrackingNumber",
    type: "bool",
    description: "Whether a parcel of the merchant has a tracking number.",
    of: ({ order }) => order.shipments.some(({ hasTrackingNumber }) => hasTrackingNumber),
  },
  {
    name: "daysSincePurchase",
    type: "int",
    description: "Whole days from the purchase to the opening.",
    of: (subject) => elapsed(subject.order.purchasedAt, openedOrNow(subject), DAY_MS),
  },
  {
    name: "daysSinceDelivery",
    type: "int",
    description:
      "Whole days from the delivery of the last parcel to the opening; unknown while one is under way.",
    of: (subject) => {
      const deliveredAt = deliveredAtOf(subject.order);
      return deliveredAt === null ? undefined : elapsed(deliveredAt, openedOrNow(subject), DAY_MS);
    },
  },
  {
    name: "daysLate",
    type: "int",
    description:
      "Whole days from the promised delivery to the real one, or to now; 0 in time; unknown without a promise.",
    of: ({ order, now }) =>
      order.promisedAt === null ? undefined : elapsed(order.promisedAt, deliveredAtOf(order) ?? now, DAY_MS),
  },
  {
    name: "deliveredAfterPromise",
    type: "bool",
    description:
      "Whether the goods came after the promised instant; unknown without a promise or a delivery.",
    of: ({ order }) => {
      const deliveredAt = deliveredAtOf(order);
      return deliveredAt === null || order.promisedAt === null ? undefined : deliveredAt > order.promisedAt;
    },
  },
  {
    name: "hoursPastShipBy",
    type: "int",
    description:
      "Whole hours from when the goods had to be sent to when they were, or to now; 0 in time; unknown without a term.",
    of: ({ order, lines, now }) => {
      const shipBy = earliestOf(lines.map((line) => line.shipBy));
      return shipBy === null ? undefined : elapsed(shipBy, handedOverAtOf(order) ?? now, HOUR_MS);
    },
  },
  {
    name: "hoursSinceLastScan",
    type: "int",
    description: "Whole hours since the carrier last told something; unknown if it never did.",
    of: ({ order, now }) => {
      const scanned = latestOf(order.shipments.map(({ lastScanAt }) => lastScanAt));
      return scanned === null ? undefined : elapsed(scanned, now, HOUR_MS);
    },
  },
  {
    name: "reviewScore",
    type: "int",
    description: "The lowest score that the shopper gave the order, 1 to 5; unknown without a review.",
    of: ({ order }) =>
      order.reviewScores.length === 0 ? undefined : BigInt(Math.min(...order.reviewScores)),
  },
];
