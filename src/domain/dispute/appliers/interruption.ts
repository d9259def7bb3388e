import * as desk from "../desk.js";
import type { Dispute } from "../dispute.js";
import { ReopeningGround } from "../reopening.js";
import { endedSuspensions } from "../suspension.js";
import { moveDues, nothing, withdrawOpenOffers, type AppliersOf } from "./applier.js";

/** What the events change that hold a dispute, join it, take it up again or move its clock. */
export const interruptionAppliers: AppliersOf<
  | "DISPUTE_MERGED"
  | "DISPUTES_JOINED"
  | "DISPUTE_REOPENED"
  | "DISPUTE_SUSPENDED"
  | "DISPUTE_RESUMED"
  | "DEADLINE_EXTENDED"
  | "CLOCK_PAUSED"
  | "CLOCK_RESUMED"
  | "CLOCK_CREDITED"
  | "DEADLINE_REMINDER"
  | "MESSAGE_SENT"
> = {
  DISPUTE_MERGED: (_dispute, { intoId, mediatorId }) => ({ mergedIntoId: intoId, mediatorId }),
  DISPUTES_JOINED: (dispute, { claim, desk: joined }, at) => ({
    claim,
    offers: withdrawOpenOffers(dispute.offers, at),
    ...(joined !== undefined && { desk: { ...dispute.desk, ...joined } }),
  }),
  DISPUTE_REOPENED: (dispute, { reopening, obligations }) => ({
    // It stays with its mediator where only performance goes on.
    ...(reopening.ground === ReopeningGround.INCOMPLETE_PERFORMANCE
      ? {}
      : desk.removed(dispute, dispute.desk.challenges)),
    reopenings: [...dispute.reopenings, reopening],
    obligations,
  }),
  DISPUTE_SUSPENDED: (dispute, { reason, statement, reviewAt, kept, answerUntil, moved }, suspendedAt) => ({
    suspendedFrom: dispute.status,
    suspensions: [...dispute.suspensions, { reason, statement, suspendedAt, reviewAt, endedAt: null, kept }],
    ...askedUntil(dispute, answerUntil),
    ...moveDues(dispute, moved),
  }),
  DISPUTE_RESUMED: (dispute, { resumedAt, answerUntil, moved }) => ({
    suspensions: endedSuspensions(dispute.suspensions, resumedAt),
    ...askedUntil(dispute, answerUntil),
    ...moveDues(dispute, moved),
  }),
  DEADLINE_EXTENDED: nothing,
  CLOCK_PAUSED: (dispute, { moved }) => moveDues(dispute, moved),
  CLOCK_RESUMED: (dispute, { moved }) => moveDues(dispute, moved),
  CLOCK_CREDITED: (dispute, { moved }) => moveDues(dispute, moved),
  DEADLINE_REMINDER: nothing,
  MESSAGE_SENT: nothing,
};

function askedUntil({ informationRequest }: Dispute, answerUntil: Date | null): Partial<Dispute> {
  if (informationRequest === null || answerUntil === null) return {};
  return { informationRequest: { ...informationRequest, answerUntil } };
}
