import { ErrorCode, refuse, RefusedError } from "../../errors.js";
import { obligationsFrom } from "../../obligation/from-remedies.js";
import { DisputeOutcome, DisputeStatus, WaitingOn, type Dispute } from "../dispute.js";
import type { EvidenceItem } from "../../evidence/dispute-evidence.js";
import { EvidenceItemStatus, EvidenceSource } from "../../evidence/evidence-item.js";
import { noAppeals } from "../../ruling/appeal.js";
import { noNotes } from "../../ruling/correction.js";
import type { AttachedRecord, Command } from "../command.js";
import type { DecisionContext } from "../decision.js";
import { noDesk } from "../desk.js";
import { noClock } from "../dispute-clock.js";
import { noReview } from "../human-review.js";
import { eligibilityRefusals } from "../eligibility.js";
import { totalOf, type RemedyItem } from "../remedy.js";
import { checkTerms, withinRefundable } from "../terms.js";
import type { Handler, HandlerOutcome } from "./outcome.js";

/** Opens a dispute where it is eligible; row 1. The only decision without a dispute before it. */
export function open(command: Command<"OPEN_DISPUTE">, context: DecisionContext): HandlerOutcome {
  const { order, lines, remedy, items, statement, number } = command;
  const { now, viewer, rule, rulebook } = context;
  const { adjustments } = command;
  const [refused] = eligibilityRefusals({ order, lines, remedy, rule, rulebook, adjustments, viewer, now });
  if (refused !== undefined) throw new RefusedError([refused]);
  checkTerms(items, { ...context, currency: order.currency }, "lines");
  const dispute: Dispute = {
    id: context.newId(),
    number,
    orderId: order.id,
    merchantId: lines[0]?.merchantId ?? "",
    shopperId: order.shopperId,
    mediatorId: null,
    desk: noDesk,
    currency: order.currency,
    status: DisputeStatus.MERCHANT_RESPONSE,
    waitingOn: WaitingOn.MERCHANT,
    deadlineAt: null,
    clock: noClock,
    level: 1,
    suspendedFrom: null,
    suspensions: [],
    reopenings: [],
    mergedIntoId: null,
    outcome: null,
    reason: rule.code,
    finalReason: null,
    claim: { remedy, items, statement, amendments: 0 },
    refusal: null,
    ...{ inadmissibility: null, informationRequest: null, swarm: null },
    queue: null,
    proposals: [],
    offers: [],
    ruling: null,
    ...{ ...noAppeals, ...noReview, ...noNotes },
    obligations: [],
    evidence: { rounds: [], items: command.records.map((record) => attached(record, now)) },
    rulebookVersion: rulebook.version,
    adjustments,
    perishable: lines.some((line) => line.perishable),
    openedBy: viewer.role,
    openedAt: now,
    updatedAt: now,
    closedAt: null,
    version: 1,
  };
  return { occurrence: { type: "DISPUTE_OPENED", dispute }, restartClock: true };
}

/** A record of the platform: open to its audience from the beginning. */
function attached(record: AttachedRecord, now: Date): EvidenceItem {
  return {
    ...record,
    side: null,
    source: EvidenceSource.SYSTEM,
    round: 0,
    status: EvidenceItemStatus.EXCHANGED,
    versionNumber: 1,
    ...{ lateGround: null, decisionReason: null, submittedAt: now, exchangedAt: now, decidedAt: null },
  };
}

/** Changes the claim; row 2. The clock restarts only if the amount rises or the remedy changes. */
export const amendClaim: Handler<"AMEND_CLAIM"> = (dispute, { remedy, statement, items }, context) => {
  if (!context.rule.remedies.includes(remedy)) {
    refuse(ErrorCode.REMEDY_NOT_ALLOWED, `${context.rule.code} allows ${context.rule.remedies.join(", ")}.`, {
      field: ["remedy"],
    });
  }
  checkTerms(items, { ...context, currency: dispute.currency }, "lines");
  requireSameLines(dispute, items);
  const claim = { remedy, items, statement, amendments: dispute.claim.amendments + 1 };
  const rises = totalOf(items) > totalOf(dispute.claim.items);
  return {
    occurrence: { type: "CLAIM_AMENDED", claim },
    restartClock: rises || remedy !== dispute.claim.remedy,
  };
};

function requireSameLines({ claim }: Dispute, items: readonly RemedyItem[]): void {
  const before = claim.items.map(({ orderLineId }) => orderLineId).toSorted();
  const after = items.map(({ orderLineId }) => orderLineId).toSorted();
  if (before.join() === after.join()) return;
  refuse(
    ErrorCode.VALIDATION,
    "An amended claim names the same order lines. Open another dispute for other lines.",
    { field: ["lines"] },
  );
}

/** The merchant concedes: what is claimed, as far as it was not refunded meanwhile, is owed; row 4. */
export const acceptClaim: Handler<"ACCEPT_CLAIM"> = (dispute, _command, context) => {
  const items = withinRefundable(dispute.claim.items, context);
  const obligations = obligationsFrom(items, context);
  return {
    occurrence: { type: "CLAIM_ACCEPTED", obligations },
    to: obligations.length === 0 ? DisputeStatus.CLOSED : DisputeStatus.PERFORMING,
    outcome: DisputeOutcome.CONCEDED,
  };
};

/** The merchant refuses; the shopper may call the platform in until the new deadline; row 5. */
export const refuseClaim: Handler<"REFUSE_CLAIM"> = (_dispute, { code, statement }, { now }) => ({
  occurrence: { type: "CLAIM_REFUSED", refusal: { code, statement, refusedAt: now } },
});

/** The shopper gives the dispute up; row 32. */
export const withdrawDispute: Handler<"WITHDRAW_DISPUTE"> = () => ({
  occurrence: { type: "DISPUTE_WITHDRAWN" },
  outcome: DisputeOutcome.WITHDRAWN,
});
