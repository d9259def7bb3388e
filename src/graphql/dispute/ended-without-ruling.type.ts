import { Field, ObjectType } from "type-graphql";
import { AutomaticOutcomeType, HumanReviewType } from "../human-review/human-review.type.js";
import { InadmissibilityType } from "./inadmissibility.type.js";

/** The fields of a dispute about ends that no ruling brought; the schema has them in Dispute alone. */
@ObjectType({ simpleResolvers: true })
export abstract class EndedWithoutRuling {
  @Field(() => AutomaticOutcomeType, {
    nullable: true,
    description: "How it ended without anybody deciding it, if it did; kept whatever a person makes of it.",
  })
  automaticOutcome!: AutomaticOutcomeType | null;

  @Field(() => HumanReviewType, {
    nullable: true,
    description: "A side's request that a person look at that, with what became of it.",
  })
  humanReview!: HumanReviewType | null;

  @Field(() => InadmissibilityType, { nullable: true, description: "The latest finding of inadmissibility." })
  inadmissibility!: InadmissibilityType | null;
}
