import type { Dispute } from "../../domain/dispute/dispute.js";
import { readPartyHistories, type PartyHistory } from "../../persistence/earlier-disputes.store.js";
import type { UseCaseContext } from "../use-case.js";

/** What each side had before a case. */
type Histories = Readonly<Record<"merchant" | "shopper", PartyHistory>>;

/** Both sides are read at once, and asked for one by one. */
const readings = new WeakMap<Dispute, Promise<Histories>>();

/**
 * What both sides of a case on the desk had before it: counts over everything, and the newest lines. A mediator gets the
 * counts and lines of disputes that are not open to him too, but neither who the other side was nor a way there.
 */
export function readHistories({ database, viewer }: UseCaseContext, dispute: Dispute): Promise<Histories> {
  const reading = readings.get(dispute) ?? readPartyHistories(database, viewer, dispute.id);
  readings.set(dispute, reading);
  return reading;
}
