import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Agreement } from "../../domain/consistency/agreement.js";
import type { SampledCase } from "../../persistence/review-sample.store.js";
import type { ReviewSample } from "../../services/review/read-review-sample.js";

/** A case of a sample. */
@ObjectType("SampledCase", {
  description: "A case of a sample that the viewer had nothing to do with.",
  simpleResolvers: true,
})
export class SampledCaseType implements SampledCase {
  @Field(() => Int, { description: "Its position in the sample, from 1." })
  position!: number;

  @Field(() => Boolean, { description: "Whether the viewer has given an opinion on it." })
  given!: boolean;
}

/** How far opinions agree. */
@ObjectType("Agreement", {
  description: "How far second opinions agree with the rulings, by outcome.",
  simpleResolvers: true,
})
export class AgreementType implements Agreement {
  @Field(() => Int, { description: "How many opinions were given." })
  opinions!: number;

  @Field(() => Int, { description: "Those that agree, in basis points: 10,000 are all." })
  agreedBasisPoints!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "Cohen's kappa: 1 agrees always, 0 as often as by chance, below 0 less often. Null where chance alone would always agree.",
  })
  kappa!: number | null;
}

/** Cases to be looked at a second time. */
@ObjectType("ReviewSample", {
  description: "Past cases that were drawn for a blind second opinion.",
  simpleResolvers: true,
})
export class ReviewSampleType implements ReviewSample {
  @Field(() => String, { description: "What people call it." })
  name!: string;

  @Field(() => [SampledCaseType], { description: "Its cases, but for those that the viewer had to do with." })
  cases!: readonly SampledCase[];

  @Field(() => AgreementType, {
    nullable: true,
    description: "How far opinions agree with the rulings; null without one, and for the role MEDIATOR.",
  })
  agreement!: Agreement | null;
}
