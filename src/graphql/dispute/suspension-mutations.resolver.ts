import { Arg, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { SuspensionReason } from "../../domain/dispute/suspension.js";
import { resumeDispute } from "../../services/disputes/resume-dispute.js";
import { suspendDispute } from "../../services/disputes/suspend-dispute.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { commandOf } from "./command.js";
import { DisputeCommandInput } from "./command.input.js";

/** Input of suspendDispute. */
@InputType({ description: "Why and until when the dispute is held." })
export class SuspendDisputeInput extends DisputeCommandInput {
  @Field(() => SuspensionReason, { description: "Why." })
  reason!: SuspensionReason;

  @Field(() => String, { description: "What both sides are told: 1 to 5,000 characters." })
  statement!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When it is looked at again, by the rulebook's `timers.suspensionReview` at the latest (168 hours). Absent: then.",
  })
  reviewAt?: Date | null;
}

/** Input of resumeDispute. */
@InputType({ description: "Which dispute goes on." })
export class ResumeDisputeInput extends DisputeCommandInput {}

/** Answer of suspendDispute. */
@ObjectType({ description: "The dispute, which is held, or why it is not." })
export class SuspendDisputePayload extends DisputePayload {}

/** Answer of resumeDispute. */
@ObjectType({ description: "The dispute where it stood before, or why it does not go on." })
export class ResumeDisputePayload extends DisputePayload {}

/** Holding a dispute and letting it go on. */
@Resolver()
export class SuspensionMutations {
  @Mutation(() => SuspendDisputePayload, {
    description:
      "The mediator who has the case, or a senior while nobody has it, holds the dispute until a review date, when it goes on " +
      "by itself. All that runs, offers and what is owed included, keeps the exact time left. The sides may still settle and " +
      "write. How often it can be done is the rulebook's `limits.suspensions`.",
  })
  suspendDispute(
    @Arg("input", () => SuspendDisputeInput, { description: "Which dispute, why, and until when." })
    input: SuspendDisputeInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<SuspendDisputePayload> {
    const { reason, statement, reviewAt } = input;
    return payloadOf(SuspendDisputePayload, input, answering, (useCase) =>
      suspendDispute(useCase, { ...commandOf(input), reason, statement, reviewAt }),
    );
  }

  @Mutation(() => ResumeDisputePayload, {
    description:
      "The mediator, or a senior while nobody has the case, lets a suspended dispute go on where it stood.",
  })
  resumeDispute(
    @Arg("input", () => ResumeDisputeInput, { description: "Which dispute." }) input: ResumeDisputeInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<ResumeDisputePayload> {
    return payloadOf(ResumeDisputePayload, input, answering, (useCase) =>
      resumeDispute(useCase, commandOf(input)),
    );
  }
}
