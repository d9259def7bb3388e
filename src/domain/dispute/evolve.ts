import { Side } from "../access/viewer.js";
import * as evidence from "../evidence/evolve-evidence.js";
import { noEvidence } from "../evidence/dispute-evidence.js";
import { ObligationStatus, type Obligation, setAside, settleContested } from "../obligation/obligation.js";
import { queuePlaceAfter } from "../queue/queue-place.js";
import { noAppeals } from "../ruling/appeal.js";
import * as appeals from "../ruling/evolve-appeals.js";
import { completeRuling } from "../ruling/ruling.js";
import * as desk from "./desk.js";
import { noClock } from "./dispute-clock.js";
import { OfferStatus, type Dispute, type DisputeStatus, type Offer } from "./dispute.js";
import type { DisputeEvent, DisputeEventType, DisputeOccurrence, MovedDue } from "./event.js";
import { proposalsIn, ProposalStatus, withProposal } from "./proposal.js";
import { ReopeningGround } from "./reopening.js";
import { statuses } from "./statuses.js";
import { endedSuspensions } from "./suspension.js";

type Occurrence<Type extends DisputeEventType> = {
  [Each in Type]: { readonly type: Each } & Extract<DisputeOccurrence, { type: Each }>;
}[Type];
type LaterType = Exclude<DisputeEventType, "DISPUTE_OPENED">;
type Applier<Type extends LaterType> = (
  dispute: Dispute,
  occurrence: Extract<DisputeOccurrence, { type: Type }>,
  occurredAt: Date,
) => Partial<Dispute>;

type Appliers = { readonly [Type in LaterType]: Applier<Type> };

const nothing = (): Partial<Dispute> => ({});

/** What was owed before a dispute was reopened stays on record. */
function owe(
  { obligations, reopenings }: Dispute,
  added: { readonly obligations: readonly Obligation[] },
): Pick<Dispute, "obligations"> {
  return {
    obligations: reopenings.length === 0 ? added.obligations : [...obligations, ...added.obligations],
  };
}

/** What each event changes besides the standing, which every event carries itself. */
const appliers: Appliers = {
  CLAIM_AMENDED: (_dispute, { claim }) => ({ claim }),
  CLAIM_ACCEPTED: owe,
  CLAIM_REFUSED: (_dispute, { refusal }) => ({ refusal }),
  INFORMATION_REQUESTED: (dispute, { request, moved }) => ({
    informationRequest: request,
    ...moveDues(dispute, moved),
  }),
  INFORMATION_PROVIDED: (dispute, { answer, moved }, answeredAt) => ({
    informationRequest:
      dispute.informationRequest === null ? null : { ...dispute.informationRequest, answer, answeredAt },
    ...moveDues(dispute, moved),
  }),
  OFFER_MADE: ({ offers }, { offer }) => ({ offers: [...supersede(offers, offer), offer] }),
  OFFER_ACCEPTED: (dispute, { offerId, obligations }, decidedAt) => ({
    offers: answer(dispute.offers, offerId, { status: OfferStatus.ACCEPTED, decidedAt }),
    // What was owed of a ruling is set aside with it.
    obligations: [...setAside(dispute.obligations), ...obligations],
    appeals: appeals.setAside(dispute.appeals),
  }),
  OFFER_DECLINED: ({ offers }, { offerId }, decidedAt) => ({
    offers: answer(offers, offerId, { status: OfferStatus.DECLINED, decidedAt }),
  }),
  OFFER_EXPIRED: ({ offers }, { offerId }, decidedAt) => ({
    offers: answer(offers, offerId, { status: OfferStatus.EXPIRED, decidedAt }),
  }),
  MERCHANT_SILENCE_APPLIED: owe,
  NEGOTIATION_ENDED: nothing,
  INTERVENTION_REQUESTED: nothing,
  MEDIATOR_ASSIGNED: (dispute, { mediatorId, challengeUntil = null }) =>
    desk.handed(dispute, mediatorId, challengeUntil),
  MEDIATOR_CHALLENGED: (dispute, { challenge }) => {
    const challenges = [...dispute.desk.challenges, challenge];
    return challenge.outcome === null
      ? { desk: { ...dispute.desk, challenges } }
      : desk.removed(dispute, challenges);
  },
  CHALLENGE_DECIDED: (dispute, { outcome, reason }, decidedAt) => {
    const challenges = desk.endChallenge(dispute, { outcome, reason, decidedAt });
    return outcome === "UPHELD"
      ? desk.removed(dispute, challenges)
      : { desk: { ...dispute.desk, challenges } };
  },
  CHALLENGE_OVERDUE: (dispute, { challengeId, decideUntil }) => ({
    desk: {
      ...dispute.desk,
      challenges: dispute.desk.challenges.map((challenge) =>
        challenge.id === challengeId ? { ...challenge, decideUntil } : challenge,
      ),
    },
  }),
  MEDIATOR_RECUSED: (dispute, { reason }, decidedAt) =>
    desk.removed(dispute, desk.endChallenge(dispute, { outcome: "MOOT", reason, decidedAt })),
  CASE_TRANSFERRED: (dispute, { mediatorId, challengeUntil }) =>
    desk.handed(dispute, mediatorId, challengeUntil),
  CASE_RELEASED: (dispute, _occurrence, decidedAt) => {
    const challenges = desk.endChallenge(dispute, { outcome: "MOOT", reason: null, decidedAt });
    return desk.handed({ ...dispute, desk: { ...dispute.desk, challenges } }, null, null);
  },
  STEPS_CONFIRMED: (dispute, { steps }) => ({
    desk: desk.settled(dispute.desk, (step) => steps.includes(step)),
  }),
  DISPUTE_ESCALATED: (dispute, { side, fromLevel, requiredLevel, reason }, at) => ({
    desk: {
      ...dispute.desk,
      requiredLevel,
      escalations: [...dispute.desk.escalations, { side, fromLevel, at, reason }],
    },
  }),
  PLATFORM_DEADLINE_MISSED: nothing,
  SUBMISSIONS_CLOSED: nothing,
  EVIDENCE_REQUESTED: (dispute, { round }) => ({
    evidence: evidence.requested(dispute.evidence, round),
    // A round of the successor's own takes the place of those that were still to confirm.
    desk: desk.settled(dispute.desk, desk.isRound),
  }),
  SETTLEMENT_PROPOSED: ({ proposals }, { proposal }) => ({ proposals: [...proposals, proposal] }),
  PROPOSAL_HALF_ACCEPTED: ({ proposals }, { proposalId, side }) => ({
    proposals: withProposal(proposals, proposalId, {
      status: ProposalStatus.HALF_ACCEPTED,
      acceptedBy: [side],
    }),
  }),
  PROPOSAL_ACCEPTED: (dispute, { proposalId, obligations }, decidedAt) => ({
    proposals: withProposal(dispute.proposals, proposalId, {
      status: ProposalStatus.ACCEPTED,
      acceptedBy: [Side.MERCHANT, Side.SHOPPER],
      decidedAt,
    }),
    ...owe(dispute, { obligations }),
  }),
  PROPOSAL_DECLINED: ({ proposals }, { proposalId }, decidedAt) => ({
    proposals: withProposal(proposals, proposalId, { status: ProposalStatus.DECLINED, decidedAt }),
  }),
  PROPOSAL_RETRACTED: ({ proposals }, { proposalId }, decidedAt) => ({
    proposals: withProposal(proposals, proposalId, { status: ProposalStatus.RETRACTED, decidedAt }),
  }),
  PROPOSAL_EXPIRED: ({ proposals }, { proposalId }, decidedAt) => ({
    proposals: withProposal(proposals, proposalId ?? "", { status: ProposalStatus.EXPIRED, decidedAt }),
  }),
  LIMITS_CROSSED: owe,
  EVIDENCE_SUBMITTED: (dispute, { item }) => ({ evidence: evidence.handedIn(dispute.evidence, [item]) }),
  EVIDENCE_WITHDRAWN: (dispute, { itemId }, at) => ({
    evidence: evidence.decided(dispute.evidence, itemId, { status: "WITHDRAWN", decidedAt: at }),
  }),
  EVIDENCE_COMPLETED: (dispute, { side, submitted }) => ({
    evidence: evidence.completed(evidence.handedIn(dispute.evidence, submitted), side),
  }),
  EVIDENCE_EXCHANGED: (dispute, { items, absences }, at) => ({
    evidence: evidence.exchanged(evidence.handedIn(dispute.evidence, items), absences, at),
  }),
  EVIDENCE_EXTENDED: (dispute, { side }) => ({ evidence: evidence.extended(dispute.evidence, side) }),
  EVIDENCE_REBUTTED: (dispute, { side }) => ({ evidence: evidence.rebutted(dispute.evidence, side) }),
  REBUTTAL_ENDED: nothing,
  EVIDENCE_SLOT_WAIVED: (dispute, { side, slot, reason }) => ({
    evidence: evidence.waived(dispute.evidence, { side, slot, reason }),
  }),
  EVIDENCE_ADMITTED: (dispute, { itemId, reason }, at) => ({
    evidence: evidence.decided(dispute.evidence, itemId, decision("ADMITTED", reason, at)),
  }),
  EVIDENCE_EXCLUDED: (dispute, { itemId, reason }, at) => ({
    evidence: evidence.decided(dispute.evidence, itemId, decision("EXCLUDED", reason, at)),
  }),
  EVIDENCE_REDACTED: nothing,
  EVIDENCE_QUARANTINED: (dispute, { itemId }, at) => ({
    evidence: evidence.decided(dispute.evidence, itemId, { status: "QUARANTINED", decidedAt: at }),
  }),
  RULING_ISSUED: ({ rulebookVersion }, { ruling, finalReason }) => ({
    ruling: completeRuling(ruling, rulebookVersion),
    finalReason,
    appealWaivedBy: [],
  }),
  RULING_APPEALED: (dispute, { appeal, obligations, contestedIds }) => ({
    appeals: [...dispute.appeals, appeal],
    obligations: [...contested(dispute.obligations, contestedIds), ...obligations],
  }),
  APPEAL_ANSWERED: (dispute, { appealId, answer: text }, answeredAt) => ({
    appeals: appeals.changed(dispute.appeals, [appealId], { answer: text, answeredAt }),
  }),
  APPEAL_WITHDRAWN: (dispute, { appealId, obligations }) => ({
    appeals: appeals.changed(dispute.appeals, [appealId], { status: "WITHDRAWN" }),
    ...owing(dispute, obligations),
  }),
  APPEAL_WAIVED: (dispute, { side, obligations }) => ({
    appealWaivedBy: [...dispute.appealWaivedBy, side],
    ...owing(dispute, obligations),
  }),
  APPEAL_DECIDED: (dispute, decided) => ({
    appeals: appeals.changed(dispute.appeals, decided.appealIds, {
      status: "DECIDED",
      decision: appeals.decisionOf(decided),
    }),
    ruling: decided.ruling ?? dispute.ruling,
    finalReason: decided.ruling === null ? dispute.finalReason : decided.finalReason,
    obligations: [...settleContested(dispute.obligations), ...decided.obligations],
    ...(decided.remittal !== null && {
      ...desk.handed(dispute, decided.remittal.mediatorId, decided.remittal.challengeUntil),
      evidence: evidence.requested(dispute.evidence, decided.remittal.round),
    }),
  }),
  RULING_FINALISED: (dispute, { obligations }) => owing(dispute, obligations),
  OBLIGATIONS_OVERDUE: ({ obligations }, { obligationIds }) => ({
    obligations: obligations.map((obligation) =>
      obligationIds.includes(obligation.id)
        ? { ...obligation, status: ObligationStatus.OVERDUE }
        : obligation,
    ),
  }),
  DISPUTE_WITHDRAWN: ({ obligations }) => ({ obligations: setAside(obligations) }),
  DISPUTE_MERGED: (_dispute, { intoId, mediatorId }) => ({ mergedIntoId: intoId, mediatorId }),
  DISPUTES_JOINED: ({ offers }, { claim }, at) => ({ claim, offers: withdrawOpenOffers(offers, at) }),
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

/** What a ruling adds to what is owed when it is final; null where it is not. What was contested stands aside. */
function owing({ obligations }: Dispute, added: readonly Obligation[] | null): Partial<Dispute> {
  return added === null ? {} : { obligations: [...settleContested(obligations), ...added] };
}

function contested(obligations: readonly Obligation[], ids: readonly string[]): Obligation[] {
  return obligations.map((obligation) =>
    ids.includes(obligation.id) ? { ...obligation, status: ObligationStatus.CONTESTED } : obligation,
  );
}

function decision(status: "ADMITTED" | "EXCLUDED", decisionReason: string, decidedAt: Date) {
  return { status, decisionReason, decidedAt };
}

function askedUntil({ informationRequest }: Dispute, answerUntil: Date | null): Partial<Dispute> {
  if (informationRequest === null || answerUntil === null) return {};
  return { informationRequest: { ...informationRequest, answerUntil } };
}

function moveDues({ offers, obligations }: Dispute, moved: readonly MovedDue[]): Partial<Dispute> {
  const dueOf = new Map(moved.map(({ id, dueAt }) => [id, dueAt]));
  return {
    offers: offers.map((offer) => {
      const expiresAt = dueOf.get(offer.id);
      return expiresAt === undefined ? offer : { ...offer, expiresAt };
    }),
    obligations: obligations.map((obligation) => {
      const dueAt = dueOf.get(obligation.id);
      return dueAt === undefined ? obligation : { ...obligation, dueAt };
    }),
  };
}

function supersede(offers: readonly Offer[], by: Offer): Offer[] {
  return offers.map((offer) =>
    offer.side === by.side && offer.status === OfferStatus.OPEN
      ? { ...offer, status: OfferStatus.SUPERSEDED, decidedAt: by.madeAt }
      : offer,
  );
}

function answer(offers: readonly Offer[], id: string, change: Pick<Offer, "status" | "decidedAt">): Offer[] {
  return offers.map((offer) => (offer.id === id ? { ...offer, ...change } : offer));
}

function withdrawOpenOffers(offers: readonly Offer[], decidedAt: Date): Offer[] {
  return offers.map((offer) =>
    offer.status === OfferStatus.OPEN ? { ...offer, status: OfferStatus.SUPERSEDED, decidedAt } : offer,
  );
}

/** The dispute with what happened applied, before the standing: `decide` computes the standing from it. */
export function applyOccurrence(dispute: Dispute, occurrence: DisputeOccurrence, occurredAt: Date): Dispute {
  if (occurrence.type === "DISPUTE_OPENED") return dispute;
  return { ...dispute, ...changesOf(dispute, occurrence, occurredAt) };
}

function changesOf<Type extends LaterType>(
  dispute: Dispute,
  occurrence: Occurrence<Type>,
  occurredAt: Date,
): Partial<Dispute> {
  const apply: Applier<Type> = appliers[occurrence.type];
  return apply(dispute, occurrence, occurredAt);
}

/** Whatever leads out of SUSPENDED ends the suspension, a settlement too. */
function heldOrNot(
  { suspendedFrom, suspensions }: Dispute,
  to: DisputeStatus,
  at: Date,
): Pick<Dispute, "suspendedFrom" | "suspensions"> {
  if (statuses[to].stage === null) return { suspendedFrom, suspensions };
  return { suspendedFrom: null, suspensions: endedSuspensions(suspensions, at) };
}

/**
 * Whether an event is one side's alone: about evidence that is still sealed, or the first acceptance of a proposal. It has
 * no part in the version, nor in the standing.
 */
function isSealed(event: DisputeEvent): boolean {
  switch (event.type) {
    case "EVIDENCE_SUBMITTED":
      return event.item.exchangedAt === null;
    case "EVIDENCE_QUARANTINED":
      return event.sealed;
    case "EVIDENCE_WITHDRAWN":
    case "EVIDENCE_COMPLETED":
    case "PROPOSAL_HALF_ACCEPTED":
      return true;
    default:
      return false;
  }
}

/** What the first disputes were opened without, before there was such a thing. */
const absentAtFirst = {
  ...noAppeals,
  adjustments: [],
  desk: desk.noDesk,
  evidence: noEvidence,
  informationRequest: null,
  mergedIntoId: null,
  proposals: [],
  queue: null,
  reopenings: [],
  suspensions: [],
};

/**
 * Folds one event into the dispute. Pure and total: it never refuses, for what is in the log has
 * happened, whatever the rulebook says today.
 * @param dispute null before the opening event
 */
export function evolve(dispute: Dispute | null, event: DisputeEvent, occurredAt: Date): Dispute {
  if (event.type === "DISPUTE_OPENED") {
    const clock = event.after.clock ?? noClock;
    return Object.assign({ ...absentAtFirst }, event.dispute, event.after, { clock });
  }
  if (dispute === null) throw new Error(`A dispute's first event is DISPUTE_OPENED, not ${event.type}.`);
  if (event.type === "MESSAGE_SENT") return dispute;
  // A reminder changes nothing that a side could act on: what was seen before stays good.
  if (event.type === "DEADLINE_REMINDER") return { ...dispute, clock: event.after.clock ?? dispute.clock };
  // What one side alone may know must not show in what the other side sees of the dispute.
  if (isSealed(event)) return applyOccurrence(dispute, event, occurredAt);
  const { status } = event.after;
  const applied = applyOccurrence(dispute, event, occurredAt);
  const { negotiable, clock } = statuses[status];
  return {
    ...applied,
    ...event.after,
    queue: queuePlaceAfter(dispute, event, occurredAt),
    ...heldOrNot(applied, status, occurredAt),
    offers: negotiable ? applied.offers : withdrawOpenOffers(applied.offers, occurredAt),
    proposals: proposalsIn(status, applied.proposals, occurredAt),
    updatedAt: occurredAt,
    closedAt: clock === null ? occurredAt : null,
    version: dispute.version + 1,
  };
}
