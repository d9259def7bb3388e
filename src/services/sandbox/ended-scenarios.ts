import { DisputeOutcome as Outcome, DisputeStatus as Status } from "../../domain/dispute/dispute.js";
import { defective, due, ended, toDecision, toRuling } from "./scenario-parts.js";
import type { Scenario } from "./scenario.js";

/** The situations in which nobody decides any more: what is owed is performed, or nothing is left. */
export const endedScenarios: readonly Scenario[] = [
  due("performing-concession", Status.PERFORMING, 20, {
    description: "The merchant has accepted the claim and owes the refund.",
    next: "The refund is due within the day.",
    outcome: Outcome.CONCEDED,
    acts: ["MERCHANT_ACCEPTS"],
  }),
  due("performing-settlement", Status.PERFORMING, 12, {
    description: "The two have settled on a partial refund.",
    next: "The partial refund is due in twelve hours.",
    outcome: Outcome.SETTLED,
    acts: ["MERCHANT_OFFERS", "SHOPPER_ACCEPTS_OFFER"],
  }),
  due("performing-default", Status.PERFORMING, 12, {
    description: "The merchant never answered; by the rule of the reason the refund is owed.",
    next: "The refund is due in twelve hours.",
    outcome: Outcome.DEFAULTED,
    acts: ["DEADLINE_PASSES"],
  }),
  due("performing-ruling", Status.PERFORMING, 12, {
    description: "The ruling has become final and the refund is owed.",
    next: "The refund is due in twelve hours.",
    outcome: Outcome.RULED_FOR_SHOPPER,
    acts: [...toRuling, "DEADLINE_PASSES"],
  }),
  due("return-to-ship", Status.PERFORMING, 100, {
    description: "The merchant has agreed to a return; the shopper has to send the goods back.",
    next: "The shopper ships the goods; the refund follows the return.",
    claim: defective,
    outcome: Outcome.CONCEDED,
    acts: ["MERCHANT_ACCEPTS"],
  }),
  due("performance-overdue", Status.PERFORMING, 700, {
    description: "The merchant has accepted the claim and has not paid in time.",
    next: "The platform looks at it again in a month.",
    outcome: Outcome.CONCEDED,
    acts: ["MERCHANT_ACCEPTS", "DEADLINE_PASSES"],
  }),
  ended("closed-withdrawn", Outcome.WITHDRAWN, {
    description: "The shopper has withdrawn the dispute.",
    next: "Nothing; the line is free for another dispute.",
    acts: ["MERCHANT_REFUSES", "SHOPPER_WITHDRAWS"],
  }),
  ended("closed-lapsed", Outcome.LAPSED, {
    description: "The claim was refused and nobody called the platform in until the window ended.",
    next: "Nothing; the line is free for another dispute.",
    acts: ["MERCHANT_REFUSES", "DEADLINE_PASSES"],
  }),
  ended("closed-not-proven", Outcome.NOT_PROVEN, {
    description: "The mediator found the claim not proven, and the ruling has become final.",
    next: "Nothing is owed.",
    acts: [...toDecision, "MEDIATOR_RULES_NOT_PROVEN", "DEADLINE_PASSES"],
  }),
  ended("closed-for-merchant", Outcome.RULED_FOR_MERCHANT, {
    description: "The mediator ruled for the merchant, and the ruling has become final.",
    next: "Nothing is owed.",
    acts: [...toDecision, "MEDIATOR_RULES_FOR_MERCHANT", "DEADLINE_PASSES"],
  }),
];
