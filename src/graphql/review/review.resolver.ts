import { Arg, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { giveSecondOpinion, readReviewCase } from "../../services/review/give-second-opinion.js";
import { readReviewSample, type ReviewSample } from "../../services/review/read-review-sample.js";
import { sampleForReview } from "../../services/review/sample-for-review.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, plainPayload } from "../mutation-payload.js";
import { MaskedCaseType } from "../rehearsal/masked-case.type.js";
import { maskedRemediesOf } from "../rehearsal/rehearsal.input.js";
import { GiveSecondOpinionInput, SampleForReviewInput } from "./review.input.js";
import { ReviewSampleType } from "./review.type.js";

/** Answer of sampleForReview. */
@ObjectType({ description: "The sample that was drawn, or why none was." })
class SampleForReviewPayload extends MutationPayload {
  @Field(() => String, { nullable: true, description: "Its name; null when refused." })
  name: string | null = null;

  @Field(() => Int, {
    nullable: true,
    description: "How many cases it has, fewer than asked for where there are no more; null when refused.",
  })
  cases: number | null = null;
}

/** Answer of giveSecondOpinion. */
@ObjectType({
  description: "Where the opinion was given, or why not. How it compares with the ruling is not told.",
})
class GiveSecondOpinionPayload extends MutationPayload {
  @Field(() => Int, { nullable: true, description: "Position of the case in its sample; null when refused." })
  position: number | null = null;
}

/** Second opinions on past cases. */
@Resolver()
export class ReviewResolver {
  @Query(() => ReviewSampleType, {
    nullable: true,
    description:
      "A sample of past cases, and how far second opinions agree with the rulings. Roles MEDIATOR, SENIOR_MEDIATOR, RULE_EDITOR, " +
      "RULE_APPROVER, AUDITOR.",
  })
  reviewSample(
    @Arg("name", () => String, { description: "What it is called." }) name: string,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<ReviewSample> {
    return readReviewSample(useCase, name);
  }

  @Query(() => MaskedCaseType, {
    nullable: true,
    description:
      "A case of a sample, masked and without its ruling. Null with the error NOT_FOUND if there is none, or the viewer had to do with " +
      "it. Roles MEDIATOR, SENIOR_MEDIATOR.",
  })
  async reviewCase(
    @Arg("sample", () => String, { description: "Name of the sample." }) sample: string,
    @Arg("position", () => Int, { description: "Position of the case in it." }) position: number,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<MaskedCaseType> {
    return new MaskedCaseType(await readReviewCase(useCase, { sample, position }));
  }

  @Mutation(() => SampleForReviewPayload, {
    description:
      "Draws past cases for a blind second opinion, in proportion over mediators and outcomes, none that the viewer had to do with. " +
      "Role SENIOR_MEDIATOR.",
  })
  sampleForReview(
    @Arg("input", () => SampleForReviewInput, { description: "What is drawn." }) input: SampleForReviewInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<SampleForReviewPayload> {
    const { clientMutationId, name, size, from = null, until = null } = input;
    return plainPayload(SampleForReviewPayload, input, () =>
      sampleForReview(useCase, { clientMutationId, name, size, from, until }),
    );
  }

  @Mutation(() => GiveSecondOpinionPayload, {
    description:
      "Says, once, what the viewer would have ruled in a case of a sample. Roles MEDIATOR, SENIOR_MEDIATOR.",
  })
  giveSecondOpinion(
    @Arg("input", () => GiveSecondOpinionInput, { description: "The opinion." })
    input: GiveSecondOpinionInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<GiveSecondOpinionPayload> {
    const { clientMutationId, sample, position, outcome } = input;
    const remedies = maskedRemediesOf(input.remedies);
    return plainPayload(GiveSecondOpinionPayload, input, () =>
      giveSecondOpinion(useCase, { clientMutationId, sample, position, outcome, remedies }),
    );
  }
}
