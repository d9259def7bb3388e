import { Arg, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { mergeDisputes } from "../../services/disputes/merge-disputes.js";
import { fromGlobalId } from "../global-id.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf } from "./command.js";
import { DisputeCommandInput } from "./command.input.js";

/** Input of mergeDisputes. */
@InputType({ description: "Which dispute goes on (`disputeId`), and which one goes on in it." })
export class MergeDisputesInput extends DisputeCommandInput {
  @Field(() => ID, { description: "The dispute that ends as MERGED." })
  mergedDisputeId!: string;
}

/** Answer of mergeDisputes. */
@ObjectType({ description: "The dispute that goes on, or why the two were not merged." })
export class MergeDisputesPayload extends DisputePayload {}

/** Joining disputes. */
@Resolver()
export class MergeMutations {
  @Mutation(() => MergeDisputesPayload, {
    description:
      "Two disputes about the same become one: order, merchant, reason, remedy and rules are equal. One ends as MERGED; the other " +
      "takes its lines and claim over and keeps the earlier end and the higher level. What was written and handed in stays " +
      "where it is. For the service desk and for mediators, unless another mediator has one of them.",
  })
  mergeDisputes(
    @Arg("input", () => MergeDisputesInput, { description: "Which two disputes." }) input: MergeDisputesInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<MergeDisputesPayload> {
    return payloadOf(MergeDisputesPayload, input, answering, (useCase) =>
      mergeDisputes(useCase, {
        ...commandOf(input),
        mergedDisputeId: fromGlobalId("Dispute", input.mergedDisputeId, ["mergedDisputeId"]),
      }),
    );
  }
}
