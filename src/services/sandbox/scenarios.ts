import { DisputeOutcome as Outcome, DisputeStatus as Status } from "../../domain/dispute/dispute.js";
import { endedScenarios } from "./ended-scenarios.js";
import {
  due,
  signedForByAnother,
  toDecision,
  toEvidence,
  toExchange,
  toQueue,
  toReview,
  toRuling,
} from "./scenario-parts.js";
import type { Scenario } from "./scenario.js";

/** Every situation that the sandbox can build; a test asks for one in each status that the platform offers. */
export const scenarios: readonly Scenario[] = [
  due("merchant-must-answer", Status.MERCHANT_RESPONSE, 36, {
    description: "The shopper has opened a dispute half a day ago; the merchant has not answered yet.",
    next: "The merchant accepts, refuses or offers; the shopper may amend, offer or withdraw.",
    acts: [],
  }),
  due("merchant-silent-tomorrow", Status.MERCHANT_RESPONSE, 24, {
    description: "The merchant has one day left to answer.",
    next: "Tomorrow the merchant's silence refunds the shopper by the rule of the reason.",
    acts: [],
  }),
  due("merchant-silent-platform-in-two-hours", Status.MERCHANT_RESPONSE, 2, {
    description: "The merchant has two hours left, on a reason that no rule decides alone.",
    next: "In two hours the merchant's silence calls the platform in.",
    claim: signedForByAnother,
    acts: [],
  }),
  due("merchant-asks-shopper", Status.MERCHANT_RESPONSE, 90, {
    description: "The merchant has asked the shopper something; its own clock stands still meanwhile.",
    next: "The shopper answers, or the time to answer ends; then the merchant's clock goes on.",
    acts: ["MERCHANT_ASKS"],
  }),
  due("shopper-offers-before-answer", Status.MERCHANT_RESPONSE, 12, {
    description: "The shopper has offered to take less; the merchant still has to answer the claim.",
    next: "The merchant accepts or declines the offer, or answers the claim.",
    acts: ["SHOPPER_OFFERS"],
  }),
  due("claim-refused", Status.NEGOTIATING, 120, {
    description: "The merchant has refused the claim; no offer is on the table.",
    next: "The shopper calls the platform in, makes an offer, or lets the dispute lapse.",
    acts: ["MERCHANT_REFUSES"],
  }),
  due("merchant-offer-open", Status.NEGOTIATING, 48, {
    description: "The merchant has offered a partial refund, which waits for the shopper.",
    next: "The shopper accepts or declines; silence is a decline.",
    acts: ["MERCHANT_OFFERS"],
  }),
  due("shopper-offer-open", Status.NEGOTIATING, 48, {
    description: "After the refusal the shopper has offered to take less, which waits for the merchant.",
    next: "The merchant accepts or declines; silence is a decline.",
    acts: ["MERCHANT_REFUSES", "SHOPPER_OFFERS"],
  }),
  due("offer-expired", Status.NEGOTIATING, 72, {
    description: "The merchant's offer was not answered in time.",
    next: "The shopper may call the platform in, or the merchant offers again.",
    acts: ["MERCHANT_OFFERS", "OFFER_EXPIRES"],
  }),
  due("negotiation-lapses-tomorrow", Status.NEGOTIATING, 24, {
    description: "The claim was refused and nobody has called the platform in; the window ends in a day.",
    next: "Tomorrow the dispute lapses unless the shopper calls the platform in.",
    acts: ["MERCHANT_REFUSES"],
  }),
  due("platform-called-in", Status.QUEUED, 20, {
    description: "The shopper has called the platform in; the case waits for a mediator.",
    next: "A mediator takes the case, or a senior assigns it.",
    acts: toQueue,
  }),
  due("queue-overdue", Status.QUEUED, 12, {
    description: "Nobody took the case in time; its level was raised.",
    next: "A mediator takes the case; else the level is raised again.",
    acts: [...toQueue, "DEADLINE_PASSES"],
  }),
  due("silence-called-platform", Status.QUEUED, 18, {
    description: "The merchant never answered, and the rule of the reason called the platform in.",
    next: "A mediator takes the case, or a senior assigns it.",
    claim: signedForByAnother,
    acts: ["DEADLINE_PASSES"],
  }),
  due("lapsed-and-reopened", Status.QUEUED, 16, {
    description: "The dispute had lapsed; the shopper has new evidence and has reopened it.",
    next: "A mediator takes the case, or a senior assigns it.",
    acts: ["MERCHANT_REFUSES", "DEADLINE_PASSES", "SHOPPER_REOPENS"],
  }),
  due("case-in-review", Status.IN_REVIEW, 60, {
    description: "A mediator has the case.",
    next: "The mediator closes the submissions; the sides may still settle.",
    acts: toReview,
  }),
  due("breaching-in-two-hours", Status.IN_REVIEW, 2, {
    description: "A mediator has the case, and the platform's time to decide ends in two hours.",
    next: "In two hours the level is raised and both sides are told.",
    acts: toReview,
  }),
  due("evidence-round-open", Status.EVIDENCE, 40, {
    description: "The mediator has asked both sides for evidence; nothing has come in yet.",
    next: "Each side prepares and hands in; what it hands in stays sealed until the exchange.",
    acts: toEvidence,
  }),
  due("evidence-due-in-two-hours", Status.EVIDENCE, 2, {
    description: "The shopper's item is sealed; the merchant has a draft and two hours left.",
    next: "In two hours the draft is handed in by itself and both sides see everything.",
    acts: [...toEvidence, "SHOPPER_HANDS_EVIDENCE_IN", "MERCHANT_PREPARES_EVIDENCE"],
  }),
  due("one-side-complete", Status.EVIDENCE, 24, {
    description: "The shopper has handed in everything, which the merchant is not told.",
    next: "The evidence is exchanged when the merchant is done too, or in a day.",
    acts: [...toEvidence, "SHOPPER_HANDS_EVIDENCE_IN", "SHOPPER_COMPLETES_EVIDENCE"],
  }),
  due("evidence-absent", Status.REBUTTAL, 20, {
    description: "The round ended without what the merchant had to hand in: its absence is recorded.",
    next: "The merchant can rebut it; a ruling may draw a conclusion from it.",
    acts: [...toEvidence, "SHOPPER_HANDS_EVIDENCE_IN", "DEADLINE_PASSES"],
  }),
  due("rebuttal-open", Status.REBUTTAL, 16, {
    description: "The evidence was exchanged; the merchant has answered the shopper's, the shopper not yet.",
    next: "The shopper answers, or in sixteen hours the mediator decides.",
    acts: [...toExchange, "MERCHANT_ANSWERS_EVIDENCE"],
  }),
  due("late-evidence", Status.REBUTTAL, 12, {
    description: "After the exchange the shopper has handed in another item, with a ground for its lateness.",
    next: "The mediator admits or excludes it, and says why.",
    acts: [...toExchange, "SHOPPER_HANDS_EVIDENCE_IN_LATE"],
  }),
  due("evidence-suspended", Status.SUSPENDED, 100, {
    description: "A court was called in while the evidence round was open; the mediator holds the dispute.",
    next: "At the review date, or before, the round goes on with the time that was left.",
    acts: [...toEvidence, "SHOPPER_HANDS_EVIDENCE_IN", "MEDIATOR_SUSPENDS"],
  }),
  due("proposal-open", Status.PROPOSED, 30, {
    description: "The mediator has proposed terms to both sides; nobody has answered yet.",
    next: "Each side accepts or declines; silence is a decline, and the mediator decides.",
    acts: [...toDecision, "MEDIATOR_PROPOSES"],
  }),
  due("proposal-half-accepted", Status.PROPOSED, 12, {
    description: "The shopper has accepted the mediator's proposal, which the merchant is not told.",
    next: "The merchant accepts, which settles the dispute, or declines.",
    acts: [...toReview, "MEDIATOR_PROPOSES", "SHOPPER_ACCEPTS_PROPOSAL"],
  }),
  due("case-to-decide", Status.DECIDING, 48, {
    description: "The case is closed for submissions.",
    next: "The mediator issues a ruling.",
    acts: toDecision,
  }),
  due("deciding-after-evidence", Status.DECIDING, 60, {
    description: "The evidence was exchanged and both sides have answered it.",
    next: "The mediator issues a ruling, or asks for evidence once more.",
    acts: [...toExchange, "MERCHANT_ANSWERS_EVIDENCE", "SHOPPER_ANSWERS_EVIDENCE"],
  }),
  due("decision-overdue", Status.DECIDING, 96, {
    description: "The case was not decided in time; its level was raised.",
    next: "The mediator issues a ruling; else the level is raised again.",
    acts: [...toDecision, "DEADLINE_PASSES"],
  }),
  due("ruling-served", Status.RULED, 144, {
    description: "A ruling for the shopper was served a day ago.",
    next: "The appeal window runs; the sides may still settle.",
    outcome: Outcome.RULED_FOR_SHOPPER,
    acts: toRuling,
  }),
  due("appeal-window-ends-tomorrow", Status.RULED, 24, {
    description: "A ruling for the shopper was served; the appeal window ends in a day.",
    next: "Tomorrow the ruling becomes final and the merchant owes the refund.",
    outcome: Outcome.RULED_FOR_SHOPPER,
    acts: toRuling,
  }),
  due("offer-after-ruling", Status.RULED, 48, {
    description: "After the ruling the merchant has offered other terms, which wait for the shopper.",
    next: "The shopper accepts, which sets the ruling aside, or declines.",
    outcome: Outcome.RULED_FOR_SHOPPER,
    acts: [...toRuling, "MERCHANT_OFFERS"],
  }),
  due("appeal-to-answer", Status.APPEALED, 150, {
    description: "The shopper has appealed against a ruling for the merchant, who has not answered yet.",
    next: "The merchant answers within two days or not; then a senior decides.",
    outcome: Outcome.RULED_FOR_MERCHANT,
    acts: [...toDecision, "MEDIATOR_RULES_FOR_MERCHANT", "SHOPPER_APPEALS"],
  }),
  due("appeal-to-decide", Status.APPEALED, 96, {
    description: "The shopper has appealed against a ruling for the merchant, and the merchant has answered.",
    next: "A senior who had no part in the case decides; else the level is raised.",
    outcome: Outcome.RULED_FOR_MERCHANT,
    acts: [...toDecision, "MEDIATOR_RULES_FOR_MERCHANT", "SHOPPER_APPEALS", "MERCHANT_ANSWERS_APPEAL"],
  }),
  due("human-review-to-decide", Status.IN_REVIEW, 48, {
    description:
      "The merchant never answered and wants a person to look at what followed; a mediator has it.",
    next: "The mediator upholds the refund or overturns it and hears the case; else the level is raised.",
    acts: ["DEADLINE_PASSES", "MERCHANT_ASKS_FOR_PERSON", "SENIOR_ASSIGNS"],
  }),
  ...endedScenarios,
];
