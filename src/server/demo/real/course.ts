import { DisputeOutcome, RefusalCode } from "../../../domain/dispute/dispute.js";
import type { DisputeRecord } from "./dispute-record.js";
import { lotOf } from "./lot.js";

/** What the two sides do once the claim is made. */
export const Course = {
  ACCEPT: "ACCEPT",
  LAPSE: "LAPSE",
  OFFER_ACCEPTED: "OFFER_ACCEPTED",
  OFFER_DECLINED: "OFFER_DECLINED",
  OFFER_EXPIRES: "OFFER_EXPIRES",
  REFUSE: "REFUSE",
  WITHDRAW: "WITHDRAW",
} as const;
export type Course = (typeof Course)[keyof typeof Course];

/** Shares out of 100 by the record's own key, up to and not including the bound. */
const shares: readonly (readonly [bound: number, course: Course])[] = [
  [25, Course.ACCEPT],
  [40, Course.OFFER_ACCEPTED],
  [60, Course.OFFER_DECLINED],
  [66, Course.OFFER_EXPIRES],
  [74, Course.LAPSE],
  [100, Course.REFUSE],
];

/**
 * The course of a record: a satisfied shopper withdraws, the rest is dealt out by a hash of the record's
 * key, so that it is the same on every run and machine. A late merchant is silent whatever the course.
 */
export function courseOf({ dispute_ref: key, shopper_satisfied: satisfied }: DisputeRecord): Course {
  if (satisfied) return Course.WITHDRAW;
  const lot = lotOf(key);
  return shares.find(([bound]) => lot < bound)?.[1] ?? Course.REFUSE;
}

/** How a course ends where the platform is not called in. */
export const plainOutcomes: Readonly<Partial<Record<Course, DisputeOutcome>>> = {
  ACCEPT: DisputeOutcome.CONCEDED,
  LAPSE: DisputeOutcome.LAPSED,
  OFFER_ACCEPTED: DisputeOutcome.SETTLED,
  WITHDRAW: DisputeOutcome.WITHDRAWN,
};

/** Why the merchant refuses. */
export function refusalOf({ reason, order }: DisputeRecord): { code: RefusalCode; statement: string } {
  if (reason === "LATE_DELIVERY" || reason === "NOT_RECEIVED") {
    return order.delivered_at === null
      ? { code: RefusalCode.OTHER, statement: "The carrier has the parcel; it will still come." }
      : { code: RefusalCode.DELIVERED_AS_PROMISED, statement: "The carrier's record shows the delivery." };
  }
  if (reason === "DAMAGED_DEFECTIVE") {
    return { code: RefusalCode.NOT_DEFECTIVE, statement: "The goods left the warehouse in order." };
  }
  return { code: RefusalCode.ITEM_MATCHES_LISTING, statement: "What was sent is what was ordered." };
}
