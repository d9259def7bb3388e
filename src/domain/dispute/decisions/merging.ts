import { ErrorCode, refuse } from "../../errors.js";
import { earlier } from "../../time.js";
import { joinedDesk } from "../desk.js";
import { DisputeOutcome, type Dispute } from "../dispute.js";
import type { Handler, HandlerOutcome } from "./outcome.js";

/**
 * Two disputes about the same become one; row 36. The one ends as MERGED, the other takes its lines over and keeps the
 * earlier of the two ends, the higher of the two levels, and who may have neither. Offers on either, and sealed limits, were
 * made for less than what is at stake now.
 */
export const mergeDisputes: Handler<"MERGE_DISPUTES"> = (dispute, { other, survives }): HandlerOutcome => {
  requireSameClaim(dispute, other);
  requireFreeMediator(dispute, other);
  if (!survives) {
    const { id: intoId, number: intoNumber } = other;
    const mediatorId = other.mediatorId ?? dispute.mediatorId;
    return {
      occurrence: { type: "DISPUTE_MERGED", intoId, intoNumber, mediatorId },
      outcome: DisputeOutcome.MERGED,
    };
  }
  const { claim, deadlineAt, clock } = dispute;
  const { id: mergedId, number: mergedNumber } = other;
  const joined = { ...claim, items: [...claim.items, ...other.claim.items] };
  const ends = [deadlineAt, other.deadlineAt].filter((at) => at !== null);
  return {
    occurrence: {
      type: "DISPUTES_JOINED",
      ...{ mergedId, mergedNumber, claim: joined, desk: joinedDesk(dispute, other) },
    },
    to: dispute.status,
    level: dispute.level > other.level ? dispute.level : other.level,
    clock: { deadlineAt: ends.length === 0 ? null : ends.reduce(earlier), clock },
  };
};

/** What has to be equal for one decision to answer both; a line is in one open dispute at most, so lines differ. */
function sameness(dispute: Dispute): string {
  const { orderId, merchantId, shopperId, reason, claim, rulebookVersion, adjustments, perishable } = dispute;
  return JSON.stringify([
    ...[orderId, merchantId, shopperId, reason, claim.remedy, rulebookVersion],
    ...[adjustments, perishable],
  ]);
}

function requireSameClaim(dispute: Dispute, other: Dispute): void {
  const field = { field: ["mergedDisputeId"] };
  if (dispute.id === other.id) refuse(ErrorCode.VALIDATION, "A dispute is not merged with itself.", field);
  if (sameness(dispute) === sameness(other)) return;
  const message = `${dispute.number} and ${other.number} are not about the same: order, merchant, reason, remedy and rules have to be equal. Decide them one by one.`;
  refuse(ErrorCode.VALIDATION, message, field);
}

/** Who may not have the one case any more does not get it by way of the other. */
function requireFreeMediator(dispute: Dispute, other: Dispute): void {
  const left = (one: Dispute, two: Dispute): boolean =>
    one.mediatorId !== null && two.desk.removedMediatorIds.includes(one.mediatorId);
  if (!left(dispute, other) && !left(other, dispute)) return;
  refuse(
    ErrorCode.CONFLICT_OF_INTEREST,
    "The mediator of the one was taken off the other, or stepped down from it. Hand the case on first, then join them.",
    { field: ["mergedDisputeId"] },
  );
}
