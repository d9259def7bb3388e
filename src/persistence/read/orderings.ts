import { Reach, reachOf } from "../../domain/access/policy.js";
import { Role } from "../../domain/access/viewer.js";
import { HIDDEN_KEY, type Ordering, type RowSql } from "./read-type.js";

/**
 * The number of an event in the viewer's own gapless counting: what a side may not see leaves no gap.
 * Staff count all events; a machine counts those that are for everybody.
 */
export const eventNumber: RowSql = (row, scope) => {
  const { role } = scope.viewer;
  if (reachOf(role) === Reach.SHOPPER) return `${row}.shopper_sequence`;
  if (reachOf(role) === Reach.MERCHANT) return `${row}.merchant_sequence`;
  if (role !== Role.INTEGRATION) return `${row}.sequence`;
  const earlier = scope.alias();
  return `(SELECT count(*)::integer FROM dispute_event AS ${earlier} WHERE ${earlier}.dispute_id = ${row}.dispute_id
    AND ${earlier}.audience = 'ALL' AND ${earlier}.sequence <= ${row}.sequence)`;
};

/** A connection's order by a column of time that is never null. */
function byTime(name: string, column: string, descending: boolean): Ordering {
  return { name, key: (row) => `${row}.${column}`, keyType: "timestamptz", descending };
}

/** The log of a dispute, first event first. */
export const eventOrder: Ordering = {
  name: "SEQUENCE",
  key: eventNumber,
  keyType: "integer",
  // Every viewer's own numbers rise with the true ones, and these have an index.
  sortBy: (row) => `${row}.sequence`,
  descending: false,
};

/** Offers, oldest first. */
export const offerOrder = byTime("MADE_AT", "made_at", false);
/** Messages, oldest first. */
export const messageOrder = byTime("SENT_AT", "sent_at", false);
/** Evidence, in the order in which the viewer could first see it: what a side prepared before the exchange shows no earlier. */
export const evidenceOrder: Ordering = {
  name: "SEEN_AT",
  key: (row) => `coalesce(${row}.exchanged_at, ${row}.created_at)`,
  keyType: "timestamptz",
  descending: false,
};
/** Orders, newest first. */
export const purchaseOrder = byTime("PURCHASED_AT", "purchased_at", true);
/** The disputes of an order, newest first. */
export const openedOrder = byTime("OPENED_AT", "opened_at", true);
/** Feedback on rules, newest first. */
export const feedbackOrder = byTime("SUBMITTED_AT", "submitted_at", true);
/** What happened to a file, oldest first; not by the number in the chain, which a side may not know. */
export const custodyOrder = byTime("OCCURRED_AT", "occurred_at", false);
/**
 * The queue of the mediators, by the priority of the rulebook. From the key one could work out a shopper's tier, so no
 * cursor shows it. A cursor of what the desk never had leads to the beginning, as one of what does not exist.
 */
export const queueOrder: Ordering = {
  name: "PRIORITY",
  key: (row) => `${row}.ranks_since`,
  keyType: HIDDEN_KEY,
  keyOf: (id) =>
    `coalesce((SELECT ranks_since FROM dispute WHERE id = ${id} AND queued_at IS NOT NULL), '-infinity'::timestamptz)`,
  descending: false,
};

/** Mediators, the highest level first. */
export const staffOrder: Ordering = {
  name: "LEVEL",
  key: (row) => `${row}.level`,
  keyType: "integer",
  descending: true,
};

/** Versions of the rules, the latest to take effect first; what is not published stands where it was drafted. */
export const rulebookOrder: Ordering = {
  name: "EFFECTIVE_AT",
  key: (row) => `coalesce(${row}.effective_at, ${row}.drafted_at)`,
  keyType: "timestamptz",
  descending: true,
};

/** What a simulation found, in the order in which it replayed the disputes. */
export const resultOrder: Ordering = {
  name: "POSITION",
  key: (row) => `${row}.position`,
  keyType: "integer",
  descending: false,
};

/** What a list of disputes can be ordered by. */
export const DisputeOrderField = {
  DEADLINE_AT: "DEADLINE_AT",
  OPENED_AT: "OPENED_AT",
  UPDATED_AT: "UPDATED_AT",
} as const;
export type DisputeOrderField = (typeof DisputeOrderField)[keyof typeof DisputeOrderField];

/**
 * The order of a list of disputes.
 * @param hasDeadline whether the filter leaves only disputes with a deadline, so that its index can be used;
 *   otherwise those without come after all others (first if descending)
 */
export function disputeOrder(field: DisputeOrderField, descending: boolean, hasDeadline: boolean): Ordering {
  if (field !== DisputeOrderField.DEADLINE_AT) return byTime(field, field.toLowerCase(), descending);
  if (hasDeadline) return byTime(field, "deadline_at", descending);
  return {
    name: field,
    key: (row) => `coalesce(${row}.deadline_at, 'infinity'::timestamptz)`,
    keyType: "timestamptz",
    descending,
  };
}
