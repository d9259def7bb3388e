import { Arg, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { extendDeadline } from "../../services/disputes/extend-deadline.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf } from "./command.js";
import { DisputeCommandInput } from "./command.input.js";

/** Input of extendDeadline. */
@InputType({ description: "Which dispute, and why more time is needed." })
export class ExtendDeadlineInput extends DisputeCommandInput {
  @Field(() => String, { description: "Why more time is needed; both sides read it: 1 to 2,000 characters." })
  reason!: string;
}

/** Answer of extendDeadline. */
@ObjectType({ description: "The dispute with its new deadline, or why it was not extended." })
export class ExtendDeadlinePayload extends DisputePayload {}

/** Deadlines, as far as people move them. */
@Resolver()
export class DeadlineMutations {
  @Mutation(() => ExtendDeadlinePayload, {
    description:
      "Takes the extra time that the rule of the running clock allows, once a clock: for whoever must move; where both " +
      "must, for either. `allowedActions` tells whether it is possible.",
  })
  extendDeadline(
    @Arg("input", () => ExtendDeadlineInput, { description: "Which dispute, and why." })
    input: ExtendDeadlineInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<ExtendDeadlinePayload> {
    const { reason } = input;
    return payloadOf(ExtendDeadlinePayload, input, answering, (useCase) =>
      extendDeadline(useCase, { ...commandOf(input), reason }),
    );
  }
}
