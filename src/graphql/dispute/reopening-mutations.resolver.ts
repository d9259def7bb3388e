import { Arg, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { ReopeningGround } from "../../domain/dispute/reopening.js";
import { reopenDispute } from "../../services/disputes/reopen-dispute.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf } from "./command.js";
import { DisputeCommandInput } from "./command.input.js";

/** Input of reopenDispute. */
@InputType({ description: "Why the closed dispute is taken up again." })
export class ReopenDisputeInput extends DisputeCommandInput {
  @Field(() => ReopeningGround, { description: "Why." })
  ground!: ReopeningGround;

  @Field(() => String, {
    description: "What is new, or what was not performed: 1 to 10,000 characters. Both sides read it.",
  })
  statement!: string;
}

/** Answer of reopenDispute. */
@ObjectType({ description: "The dispute, which is open again, or why it stays closed." })
export class ReopenDisputePayload extends DisputePayload {}

/** Taking closed disputes up again. */
@Resolver()
export class ReopeningMutations {
  @Mutation(() => ReopenDisputePayload, {
    description:
      "A side or a senior mediator takes a closed dispute up again, within the rulebook's `timers.reopening` (30 days) and as " +
      "often as its `limits.reopenings` says (once). It goes to the queue for another mediator; for INCOMPLETE_PERFORMANCE, " +
      "which does not count, what was done for the side is owed again. A lapsed dispute takes new evidence; one that was " +
      "withdrawn is filed again with `openDispute`.",
  })
  reopenDispute(
    @Arg("input", () => ReopenDisputeInput, { description: "Which dispute, and why." })
    input: ReopenDisputeInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<ReopenDisputePayload> {
    const { ground, statement } = input;
    return payloadOf(ReopenDisputePayload, input, answering, (useCase) =>
      reopenDispute(useCase, { ...commandOf(input), ground, statement }),
    );
  }
}
