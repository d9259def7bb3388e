import { Field, InputType, Int } from "type-graphql";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import { MutationInput } from "../dispute/command.input.js";
import { MaskedRemedyInput } from "../rehearsal/rehearsal.input.js";
import "../ruling/ruling.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** Input of sampleForReview. */
@InputType({ description: "What is drawn." })
export class SampleForReviewInput extends MutationInput {
  @Field(() => String, {
    description:
      "What people call the sample, e.g. `2026-Q4`; the seed of the draw too, so that it can be repeated.",
  })
  name!: string;

  @Field(() => Int, { description: "How many cases: 1 to 100." })
  size!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Only cases whose latest ruling was issued from then on.",
  })
  from?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Only cases whose latest ruling was issued before then.",
  })
  until?: Date | null;
}

/** Input of giveSecondOpinion. */
@InputType({ description: "What the viewer would have ruled." })
export class GiveSecondOpinionInput extends MutationInput {
  @Field(() => String, { description: "Name of the sample." })
  sample!: string;

  @Field(() => Int, { description: "Position of the case in it." })
  position!: number;

  @Field(() => RulingOutcome, { description: "How it would end." })
  outcome!: RulingOutcome;

  @Field(() => [MaskedRemedyInput], { description: "What would be done; empty where nothing." })
  remedies!: MaskedRemedyInput[];
}
