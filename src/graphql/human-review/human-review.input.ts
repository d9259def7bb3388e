import { Field, InputType } from "type-graphql";
import { HumanReviewGround, HumanReviewOutcome } from "../../domain/dispute/human-review.js";
import { DisputeCommandInput } from "../dispute/command.input.js";
import "./human-review.enum.js";

/** Input of requestHumanReview. */
@InputType({ description: "A side wants a person to look at what the clock decided." })
export class RequestHumanReviewInput extends DisputeCommandInput {
  @Field(() => [HumanReviewGround], { description: "Why; at least one, each once." })
  grounds!: HumanReviewGround[];

  @Field(() => String, {
    description: "What is wrong with it: 1 to 10,000 characters. Both sides can read it.",
  })
  statement!: string;
}

/** Input of decideHumanReview. */
@InputType({ description: "Whether what the clock decided stands." })
export class DecideHumanReviewInput extends DisputeCommandInput {
  @Field(() => HumanReviewOutcome, { description: "Whether it stands." })
  outcome!: HumanReviewOutcome;

  @Field(() => String, { description: "Why: 1 to 10,000 characters. Both sides can read it." })
  reason!: string;
}
