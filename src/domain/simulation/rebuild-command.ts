import { Role, sideOf, Side, type Viewer } from "../access/viewer.js";
import type { Command } from "../dispute/command.js";
import type { Dispute } from "../dispute/dispute.js";
import type { DisputeEventType } from "../dispute/event.js";
import type { Finding, RecordedRuling } from "../ruling/ruling.js";
import { evidenceRebuilders } from "./rebuild-evidence.js";
import type { EventOf, Rebuilders } from "./rebuild.js";
import type { RecordedEvent } from "./recorded-course.js";

/** A side takes the proposal on the terms that it has in the replay. */
function acceptance(
  { proposalId }: { readonly proposalId: string },
  { proposals }: Pick<Dispute, "proposals">,
): Command {
  const termsHash = proposals.find(({ id }) => id === proposalId)?.termsHash ?? "";
  return { action: "ACCEPT_PROPOSAL", proposalId, termsHash };
}

/** The acts of people that a course can hold, each with the command that it came from. */
const rebuilders: Rebuilders = {
  CLAIM_AMENDED: ({ claim: { remedy, statement, items } }) => ({
    action: "AMEND_CLAIM",
    ...{ remedy, statement, items },
  }),
  CLAIM_ACCEPTED: () => ({ action: "ACCEPT_CLAIM" }),
  CLAIM_REFUSED: ({ refusal: { code, statement } }) => ({ action: "REFUSE_CLAIM", code, statement }),
  INFORMATION_REQUESTED: ({ request: { question } }) => ({ action: "REQUEST_INFORMATION", question }),
  INFORMATION_PROVIDED: ({ answer }) => ({ action: "PROVIDE_INFORMATION", answer }),
  OFFER_MADE: ({ offer: { terms, message } }) => ({ action: "MAKE_OFFER", terms, message }),
  OFFER_ACCEPTED: ({ offerId }, { offers }) => ({
    action: "ACCEPT_OFFER",
    offerId,
    termsHash: offers.find(({ id }) => id === offerId)?.termsHash ?? "",
  }),
  OFFER_DECLINED: ({ offerId }) => ({ action: "DECLINE_OFFER", offerId }),
  SETTLEMENT_PROPOSED: ({ proposal: { terms, explanation } }) => ({
    action: "PROPOSE_SETTLEMENT",
    ...{ terms, explanation },
  }),
  PROPOSAL_HALF_ACCEPTED: acceptance,
  PROPOSAL_ACCEPTED: acceptance,
  PROPOSAL_DECLINED: ({ proposalId }) => ({ action: "DECLINE_PROPOSAL", proposalId }),
  PROPOSAL_RETRACTED: ({ proposalId }) => ({ action: "RETRACT_PROPOSAL", proposalId }),
  LIMITS_CROSSED: ({ settledMinor }) => ({ action: "STATE_SEALED_LIMIT", settledMinor }),
  INTERVENTION_REQUESTED: ({ statement }) => ({ action: "REQUEST_INTERVENTION", statement }),
  MEDIATOR_ASSIGNED: ({ mediatorId }, _dispute, actorId) => ({
    action: mediatorId === actorId ? "CLAIM_NEXT_CASE" : "ASSIGN_MEDIATOR",
  }),
  MEDIATOR_CHALLENGED: ({ challenge: { ground, statement } }) => ({
    action: "CHALLENGE_MEDIATOR",
    ...{ ground, statement },
  }),
  CHALLENGE_DECIDED: ({ outcome, reason }) => ({
    action: "DECIDE_CHALLENGE",
    ...{ upheld: outcome === "UPHELD", reason },
  }),
  MEDIATOR_RECUSED: ({ reason }) => ({ action: "RECUSE", reason }),
  CASE_TRANSFERRED: ({ reason, handoverId, capsuleHash }) => ({
    action: "TRANSFER_CASE",
    ...{ reason, handoverId, capsuleHash },
  }),
  STEPS_CONFIRMED: ({ steps, reason }) => ({ action: "CONFIRM_STEPS", steps, reason }),
  DISPUTE_ESCALATED: ({ reason }) => ({ action: "ESCALATE_DISPUTE", reason }),
  DISPUTE_DECLARED_INADMISSIBLE: ({ inadmissibility: { ground, statement, clause } }) => ({
    action: "DECLARE_INADMISSIBLE",
    ...{ ground, statement, clause },
  }),
  SUBMISSIONS_CLOSED: ({ reason }) => ({ action: "CLOSE_SUBMISSIONS", reason }),
  RULING_ISSUED: ({ ruling, finalReason }) => rulingCommand(ruling, finalReason),
  CLARIFICATION_REQUESTED: ({ clarification: { question } }) => ({
    action: "REQUEST_CLARIFICATION",
    question,
  }),
  RULING_CLARIFIED: ({ clarificationId, answer }, { clarifications }) => ({
    ...{ action: "CLARIFY_RULING", answer },
    side: clarifications.find(({ id }) => id === clarificationId)?.side ?? Side.SHOPPER,
  }),
  RULING_APPEALED: ({ appeal: { grounds, statement, orderLineIds, evidenceItemIds } }) => ({
    action: "APPEAL_RULING",
    ...{ grounds, statement, orderLineIds, evidenceItemIds },
  }),
  APPEAL_ANSWERED: ({ answer }) => ({ action: "ANSWER_APPEAL", answer }),
  APPEAL_WITHDRAWN: () => ({ action: "WITHDRAW_APPEAL" }),
  APPEAL_WAIVED: () => ({ action: "WAIVE_APPEAL" }),
  APPEAL_DECIDED: ({ outcome, reasons, ruling, finalReason, remittal }) => ({
    action: "DECIDE_APPEAL",
    ...{ outcome, reasons },
    ruling: ruling === null ? null : rulingCommand(ruling, finalReason),
    remittal: remittal === null ? null : { text: remittal.round.text, demands: remittal.round.demands },
  }),
  HUMAN_REVIEW_REQUESTED: ({ review: { grounds, statement } }) => ({
    action: "REQUEST_HUMAN_REVIEW",
    ...{ grounds, statement },
  }),
  HUMAN_REVIEW_DECIDED: ({ outcome, reason }) => ({ action: "DECIDE_HUMAN_REVIEW", outcome, reason }),
  ...evidenceRebuilders,
  DISPUTE_WITHDRAWN: () => ({ action: "WITHDRAW_DISPUTE" }),
  DISPUTE_REOPENED: ({ reopening: { ground, statement } }) => ({
    action: "REOPEN_DISPUTE",
    ground,
    statement,
  }),
  DISPUTE_SUSPENDED: ({ reason, statement, reviewAt }) => ({
    action: "SUSPEND_DISPUTE",
    ...{ reason, statement, reviewAt },
  }),
  DISPUTE_RESUMED: () => ({ action: "RESUME_DISPUTE" }),
  DEADLINE_EXTENDED: ({ reason }) => ({ action: "EXTEND_DEADLINE", reason }),
};

function rulingCommand(ruling: RecordedRuling, finalReason: string | null): Command<"ISSUE_RULING"> {
  const { outcome, reasons, clauses, faultShares, remedies, divergenceReason } = ruling;
  return {
    action: "ISSUE_RULING",
    findings: ruling.findings.map(foundAnyway),
    ...{ outcome, reasons, clauses, faultShares, remedies, finalReason, divergenceReason },
  };
}

/** The items that a finding cites may not be there in a replay, which tries the rules and not the evidence. */
function foundAnyway({ text, sources, recordedAbsence }: Finding): Finding {
  return {
    text,
    sources,
    recordedAbsence: sources.length === 0 ? (recordedAbsence ?? text) : recordedAbsence,
  };
}

/**
 * What the platform did to a clock from outside, each with the command for it. An outage held up everybody, but force
 * majeure only the side that had to move; in a replay that may be the other one.
 */
const clockActs: Rebuilders = {
  CLOCK_PAUSED: ({ ground, pausedAt, pausedUntil, after }, { waitingOn }) =>
    after.waitingOn === waitingOn
      ? { action: "PAUSE_CLOCK", ground, clause: null, from: pausedAt, until: pausedUntil }
      : null,
  // A period can be ended early. Where the clock of the replay runs already, it went on by itself.
  CLOCK_RESUMED: ({ after }, { waitingOn, clock }) =>
    after.waitingOn === waitingOn && clock.pause !== null ? { action: "RESUME_CLOCK" } : null,
  CLOCK_CREDITED: ({ ground, lostFromAt, lostUntil }) => ({
    action: "CREDIT_CLOCK",
    ...{ ground, clause: null, from: lostFromAt, until: lostUntil },
  }),
};

/**
 * The command that a person gave when the event was recorded, as it reads for the dispute as it stands in a
 * replay. Offers keep their ids there, for the replay hands the recorded ones out again.
 * @param dispute the dispute of the replay: an offer is accepted on the terms that it has there
 * @returns null for what is no act in the course: the opening, messages, and what the clock did by itself
 */
export function commandOf(recorded: RecordedEvent, dispute: Dispute): Command | null {
  const { actorRole, event, actorId } = recorded;
  return rebuild(actorRole === Role.SYSTEM ? clockActs : rebuilders, event, { dispute, actorId });
}

function rebuild<Type extends DisputeEventType>(
  from: Rebuilders,
  event: EventOf<Type> & { readonly type: Type },
  { dispute, actorId }: { readonly dispute: Dispute; readonly actorId: string },
): Command | null {
  return from[event.type]?.(event, dispute, actorId) ?? null;
}

/** Who acted, with the rights that the role had then. */
export function viewerOf({ actorRole, actorId }: RecordedEvent, { merchantId }: Dispute): Viewer {
  const acts = sideOf(actorRole) === Side.MERCHANT;
  return { role: actorRole, id: actorId, merchantId: acts ? merchantId : null };
}

/** The id under which a recorded act is told apart, if it made something that later acts name. */
export function idMadeBy({ event }: RecordedEvent): string | null {
  if (event.type === "SETTLEMENT_PROPOSED") return event.proposal.id;
  return event.type === "OFFER_MADE" ? event.offer.id : null;
}

/** The mediator whom an act concerns: who was given the case, or who acted. */
export function mediatorOf({ event, actorId }: RecordedEvent): string {
  return event.type === "MEDIATOR_ASSIGNED" || event.type === "CASE_TRANSFERRED" ? event.mediatorId : actorId;
}
