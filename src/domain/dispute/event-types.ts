import type { DisputeEventType } from "./event.js";

/** The types in the order of the machine, with what each tells; the schema's descriptions. */
export const disputeEventTypes: Readonly<Record<DisputeEventType, string>> = {
  DISPUTE_OPENED: "The shopper opened the dispute; the merchant must answer.",
  CLAIM_AMENDED: "The shopper changed what is asked for.",
  CLAIM_ACCEPTED: "The merchant accepted the claim; obligations follow from it.",
  CLAIM_REFUSED: "The merchant refused the claim and said why.",
  INFORMATION_REQUESTED:
    "The merchant asked the shopper for information; its own clock stands still meanwhile.",
  INFORMATION_PROVIDED:
    "The shopper gave the information; the merchant's clock goes on with the time that was left.",
  OFFER_MADE: "A side put terms on the table, replacing its own open offer.",
  OFFER_ACCEPTED: "The other side accepted an offer: the dispute is settled.",
  OFFER_DECLINED: "The other side declined an offer.",
  OFFER_EXPIRED: "An offer was not answered in time, which is a decline.",
  MERCHANT_SILENCE_APPLIED: "The merchant did not answer in time and the rule for silence was applied.",
  NEGOTIATION_ENDED: "The window to call the platform in ended.",
  INTERVENTION_REQUESTED: "A side called the platform in.",
  MEDIATOR_ASSIGNED: "A mediator has the case.",
  MEDIATOR_CHALLENGED:
    "A side wants another mediator; without reasons the case went back to the queue at once.",
  CHALLENGE_DECIDED: "A senior mediator decided on a challenge; upheld, the case went back to the queue.",
  CHALLENGE_OVERDUE: "Nobody decided a challenge in time; the level was raised.",
  MEDIATOR_RECUSED: "The mediator stepped down; another one takes the case.",
  CASE_TRANSFERRED: "The case was handed on to another mediator.",
  CASE_RELEASED: "The mediator was away for too long; the case went back to the queue.",
  STEPS_CONFIRMED: "The new mediator lets earlier steps stand.",
  DISPUTE_ESCALATED: "A side or the mediator asked for a higher level.",
  PLATFORM_DEADLINE_MISSED: "The platform is late; the level was raised.",
  SUBMISSIONS_CLOSED: "The mediator closed the case for submissions and will decide.",
  DISPUTE_DECLARED_INADMISSIBLE:
    "A mediator found that the platform may not decide the dispute; either side can appeal against that.",
  ADDED_TO_SWARM:
    "The dispute is decided together with others that have the same cause, as far as their facts go.",
  REMOVED_FROM_SWARM: "The dispute is not decided together with others after all.",
  SHARED_FINDING_APPLIED:
    "A fact was found once for all disputes of the case swarm; either side can opt out in time, and then it does not count.",
  SWARM_OPTED_OUT:
    "A side wants its dispute decided by itself: what was found for the others does not count.",
  EVIDENCE_REQUESTED: "The mediator asked both sides for evidence, with one end for both.",
  EVIDENCE_SUBMITTED: "A side handed in an item of evidence; in an evidence round it is sealed.",
  EVIDENCE_WITHDRAWN: "A side took back an item that was still sealed.",
  EVIDENCE_COMPLETED: "A side has handed in everything; the other side is not told before the exchange.",
  EVIDENCE_EXCHANGED:
    "The evidence round ended: both sides see what was handed in, and what is missing is recorded.",
  EVIDENCE_EXTENDED: "A side took its one extension of the evidence round; the end moved for both.",
  EVIDENCE_REBUTTED: "A side answered the evidence, or has nothing to say about it.",
  REBUTTAL_ENDED: "The time to answer the evidence is over.",
  EVIDENCE_SLOT_WAIVED: "The mediator dropped a demand of the round.",
  EVIDENCE_ADMITTED: "The mediator takes an item into account.",
  EVIDENCE_EXCLUDED: "The mediator leaves an item out.",
  EVIDENCE_REDACTED:
    "The mediator had parts of a file removed; nobody opens it any more as it was, a copy stands in its place.",
  EVIDENCE_QUARANTINED: "A file of an item is dangerous; the item counts for nothing.",
  SETTLEMENT_PROPOSED: "The mediator proposed terms to both sides.",
  PROPOSAL_HALF_ACCEPTED:
    "A side accepted the mediator's proposal; the other side is not told unless it accepts too.",
  PROPOSAL_ACCEPTED: "Both sides accepted the mediator's proposal: the dispute is settled.",
  PROPOSAL_DECLINED: "A side declined the mediator's proposal, which is never held against it.",
  PROPOSAL_RETRACTED: "The mediator took the proposal back.",
  PROPOSAL_EXPIRED: "The mediator's proposal was not accepted by both in time.",
  LIMITS_CROSSED: "The sealed limits of the two sides crossed: the dispute is settled between them.",
  RULING_ISSUED: "A ruling was served on both sides.",
  RULING_CORRECTED:
    "A slip of the pen or of arithmetic in the ruling was corrected; what was served stays readable.",
  CLARIFICATION_REQUESTED: "A side asked what the ruling means; no clock stands still for that.",
  RULING_CLARIFIED: "A question about the ruling was answered, which changes nothing of it.",
  RULING_APPEALED:
    "A side appealed against a ruling, of which what nobody disputes is owed at once, or against a finding that the platform may not decide.",
  APPEAL_ANSWERED: "The other side answered an appeal.",
  APPEAL_WITHDRAWN: "A side took its appeal back; when none is left the ruling is final.",
  APPEAL_WAIVED: "A side gave up its right to appeal; when both have, the ruling is final.",
  APPEAL_DECIDED: "The second instance decided.",
  RULING_FINALISED: "The appeal window ended; the ruling is final.",
  HUMAN_REVIEW_REQUESTED:
    "A side wants a person to look at what the clock decided; what is owed by that stands still until then.",
  HUMAN_REVIEW_OVERDUE: "Nobody decided on a human review in time; the level was raised.",
  HUMAN_REVIEW_DECIDED:
    "A mediator upheld what the clock had decided, and what is owed by that goes on, or overturned it, and the case is heard.",
  OBLIGATIONS_OVERDUE: "Something owed was not done in time.",
  DISPUTE_WITHDRAWN: "The shopper withdrew the dispute.",
  DISPUTE_MERGED: "The dispute goes on in another one about the same.",
  DISPUTES_JOINED: "Another dispute about the same was taken over, with its lines; the earlier end counts.",
  DISPUTE_REOPENED: "The closed dispute was taken up again.",
  DISPUTE_SUSPENDED: "A mediator holds the dispute; what was left of its clocks is left when it goes on.",
  DISPUTE_RESUMED: "The dispute goes on where it stood, with the time that was left.",
  DEADLINE_EXTENDED: "Whoever must move extended the deadline, as the rule allows once.",
  CLOCK_PAUSED: "The clock stands still; what was left is left when it goes on.",
  CLOCK_RESUMED: "The clock goes on with the time that was left.",
  CLOCK_CREDITED: "Time that the platform was out of order was given back.",
  DEADLINE_REMINDER: "A deadline draws near: half its time is used, or 24 or 2 hours are left.",
  MESSAGE_SENT: "Somebody wrote a message.",
};
