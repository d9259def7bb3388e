import { ObjectType } from "type-graphql";
import { DisputePayload } from "../mutation-payload.js";

/** Answer of challengeMediator. */
@ObjectType({
  description: "The dispute, back in the queue or with a challenge to decide, or why there is none.",
})
export class ChallengeMediatorPayload extends DisputePayload {}

/** Answer of confirmSteps. */
@ObjectType({ description: "The dispute with the steps confirmed, or why they are not." })
export class ConfirmStepsPayload extends DisputePayload {}

/** Answer of decideChallenge. */
@ObjectType({ description: "The dispute with its challenge decided, or why it is not." })
export class DecideChallengePayload extends DisputePayload {}

/** Answer of escalateDispute. */
@ObjectType({ description: "The dispute at its new level, or why it stays at the old one." })
export class EscalateDisputePayload extends DisputePayload {}

/** Answer of recuse. */
@ObjectType({ description: "The dispute in the queue for another mediator, or why nothing changed." })
export class RecusePayload extends DisputePayload {}

/** Answer of transferCase. */
@ObjectType({ description: "The dispute with its new mediator, or why the old one keeps it." })
export class TransferCasePayload extends DisputePayload {}
