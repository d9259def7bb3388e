import { Arg, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { RehearsalScore } from "../../domain/rehearsal/score-rehearsal.js";
import { readRehearsal, type ShownRehearsal } from "../../services/rehearsal/read-rehearsal.js";
import { startRehearsal } from "../../services/rehearsal/start-rehearsal.js";
import { submitRehearsal } from "../../services/rehearsal/submit-rehearsal.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, plainPayload } from "../mutation-payload.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { MaskedCaseType } from "./masked-case.type.js";
import { maskedRemediesOf, StartRehearsalInput, SubmitRehearsalInput } from "./rehearsal.input.js";

/** How near a rehearsed ruling is. */
@ObjectType("RehearsalScore", {
  description:
    "How near a rehearsed ruling is to the one that stood, in basis points: 10,000 is the same. The rulebook's " +
    "`consistency.rehearsalWeights` say what counts how much.",
  simpleResolvers: true,
})
class RehearsalScoreType implements RehearsalScore {
  @Field(() => Int, { description: "The weighted mean of the parts." })
  total!: number;

  @Field(() => Int, { description: "The outcome: all or nothing." })
  outcome!: number;

  @Field(() => Int, {
    description: "Remedies by kind and line that are in both, of those that are in either.",
  })
  remedies!: number;

  @Field(() => Int, {
    description: "How near the sums are, as a share of the claim, or of the larger sum if that is more.",
  })
  amount!: number;

  @Field(() => Int, { description: "Clauses that are in both, of those that are in either." })
  clauses!: number;
}

/** A past case to rule on for practice. */
@ObjectType("Rehearsal", {
  description: "A past case that a mediator rules on for practice.",
  simpleResolvers: true,
})
class RehearsalType {
  @Field(() => Int, { description: "Its number among the viewer's, from 1." })
  readonly number: number;

  @Field(() => DateTimeScalar, { description: "When it was started." })
  readonly startedAt: Date;

  @Field(() => MaskedCaseType, { description: "The case." })
  readonly case: MaskedCaseType;

  @Field(() => RehearsalScoreType, {
    nullable: true,
    description: "How near it was; null until it is submitted.",
  })
  readonly score: RehearsalScore | null;

  constructor(rehearsal: ShownRehearsal) {
    this.number = rehearsal.number;
    this.startedAt = rehearsal.startedAt;
    this.case = new MaskedCaseType(rehearsal.case);
    this.score = rehearsal.score;
  }
}

/** Answer of startRehearsal and submitRehearsal. */
@ObjectType({ description: "The rehearsal, or why nothing was done." })
class RehearsalPayload extends MutationPayload {
  number: number | null = null;

  @Field(() => RehearsalType, {
    nullable: true,
    description: "The rehearsal as it is now; null when refused.",
  })
  async rehearsal(@Ctx() { useCase }: GraphQLContext): Promise<RehearsalType | null> {
    return this.number === null ? null : new RehearsalType(await readRehearsal(useCase, this.number));
  }
}

/** Ruling on past cases for practice. */
@Resolver()
export class RehearsalResolver {
  @Query(() => RehearsalType, {
    nullable: true,
    description:
      "A rehearsal of the viewer's own. Null with the error NOT_FOUND if there is none. Roles MEDIATOR, SENIOR_MEDIATOR.",
  })
  async rehearsal(
    @Arg("number", () => Int, { description: "Its number." }) number: number,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RehearsalType> {
    return new RehearsalType(await readRehearsal(useCase, number));
  }

  @Mutation(() => RehearsalPayload, {
    description:
      "Gives the viewer a past case to rule on for practice, masked; never one that the viewer had to do with, nor one twice. Roles " +
      "MEDIATOR, SENIOR_MEDIATOR.",
  })
  startRehearsal(
    @Arg("input", () => StartRehearsalInput, { description: "Which kind of case." })
    input: StartRehearsalInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RehearsalPayload> {
    return plainPayload(RehearsalPayload, input, () => startRehearsal(useCase, input));
  }

  @Mutation(() => RehearsalPayload, {
    description:
      "Submits what the viewer would have ruled, once, and tells how near that is to the ruling that stood.",
  })
  submitRehearsal(
    @Arg("input", () => SubmitRehearsalInput, { description: "The ruling." }) input: SubmitRehearsalInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RehearsalPayload> {
    const { clientMutationId, number, outcome, clauses } = input;
    const ruling = { outcome, clauses, remedies: maskedRemediesOf(input.remedies) };
    return plainPayload(RehearsalPayload, input, () =>
      submitRehearsal(useCase, { clientMutationId, number, ...ruling }),
    );
  }
}
