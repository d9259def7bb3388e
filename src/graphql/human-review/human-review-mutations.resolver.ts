import { Arg, Mutation, ObjectType, Resolver } from "type-graphql";
import { decideHumanReview } from "../../services/disputes/decide-human-review.js";
import { requestHumanReview } from "../../services/disputes/request-human-review.js";
import { commandOf } from "../dispute/command.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { DecideHumanReviewInput, RequestHumanReviewInput } from "./human-review.input.js";

/** Answer of requestHumanReview. */
@ObjectType({ description: "The dispute, which waits for a mediator, or why no person looks at it." })
export class RequestHumanReviewPayload extends DisputePayload {}

/** Answer of decideHumanReview. */
@ObjectType({ description: "The dispute, back where it was or to be heard, or why nothing was decided." })
export class DecideHumanReviewPayload extends DisputePayload {}

/** A person looks at what the clock decided. */
@Resolver()
export class HumanReviewMutations {
  @Mutation(() => RequestHumanReviewPayload, {
    description:
      "A side that the clock decided against, by the silence of either, asks for a person: once, until " +
      "`AutomaticOutcome.reviewableUntil`. The dispute goes to the queue; what is owed and not performed stands still.",
  })
  requestHumanReview(
    @Arg("input", () => RequestHumanReviewInput, { description: "Which dispute, and why." })
    input: RequestHumanReviewInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RequestHumanReviewPayload> {
    const { grounds, statement } = input;
    return payloadOf(RequestHumanReviewPayload, input, answering, (useCase) =>
      requestHumanReview(useCase, { ...commandOf(input), grounds, statement }),
    );
  }

  @Mutation(() => DecideHumanReviewPayload, {
    description:
      "The mediator who has the case upholds what the clock decided: the dispute is back where it was, and what is owed goes on " +
      "with the time that was left. Or overturns it: what is owed is set aside, and the mediator hears the case.",
  })
  decideHumanReview(
    @Arg("input", () => DecideHumanReviewInput, { description: "Which dispute, and what is decided." })
    input: DecideHumanReviewInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<DecideHumanReviewPayload> {
    const { outcome, reason } = input;
    return payloadOf(DecideHumanReviewPayload, input, answering, (useCase) =>
      decideHumanReview(useCase, { ...commandOf(input), outcome, reason }),
    );
  }
}
