import { Arg, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { InadmissibilityGround } from "../../domain/dispute/inadmissibility.js";
import { declareInadmissible } from "../../services/disputes/declare-inadmissible.js";
import { AnsweringParameter, DisputePayload, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf } from "./command.js";
import { DisputeCommandInput } from "./command.input.js";

/** Input of declareInadmissible. */
@InputType({ description: "Why the platform may not decide the dispute." })
export class DeclareInadmissibleInput extends DisputeCommandInput {
  @Field(() => InadmissibilityGround, { description: "Why." })
  ground!: InadmissibilityGround;

  @Field(() => String, { description: "What it rests on: 1 to 10,000 characters. Both sides read it." })
  statement!: string;

  @Field(() => String, { description: "Code of the clause of the dispute's rulebook that says so." })
  clause!: string;
}

/** Answer of declareInadmissible. */
@ObjectType({ description: "The dispute, which is closed, or why it goes on." })
export class DeclareInadmissiblePayload extends DisputePayload {}

/** Turning disputes away. */
@Resolver()
export class InadmissibilityMutations {
  @Mutation(() => DeclareInadmissiblePayload, {
    description:
      "The mediator who has the case in IN_REVIEW, or a senior mediator while it is QUEUED, finds that the platform may not " +
      "decide it. That closes the dispute as INADMISSIBLE and frees its order lines. Either side can appeal with " +
      "`appealRuling` until `Inadmissibility.appealableUntil`.",
  })
  declareInadmissible(
    @Arg("input", () => DeclareInadmissibleInput, { description: "Which dispute, and why." })
    input: DeclareInadmissibleInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<DeclareInadmissiblePayload> {
    const { ground, statement, clause } = input;
    return payloadOf(DeclareInadmissiblePayload, input, answering, (useCase) =>
      declareInadmissible(useCase, { ...commandOf(input), ground, statement, clause }),
    );
  }
}
