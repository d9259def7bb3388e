import { Field, Float, Int, ObjectType } from "type-graphql";
import type { LocalisedText } from "../../domain/rulebook/clause.js";
import type { ClauseHealth } from "../../services/rule-feedback/read-clause-health.js";
import { LocalisedTextType } from "../rulebook/rulebook.type.js";

/** How one clause fares. */
@ObjectType("ClauseHealth", {
  description: "How one clause of the rulebook fares in practice, over all versions.",
  simpleResolvers: true,
})
export class ClauseHealthType implements ClauseHealth {
  @Field(() => String, { description: "Code of the clause." })
  clause!: string;

  @Field(() => LocalisedTextType, {
    nullable: true,
    description: "Its title in the rulebook in force; null if that has it no more.",
  })
  title!: LocalisedText | null;

  @Field(() => Int, { description: "Rulings that cite it." })
  rulings!: number;

  @Field(() => Int, {
    description:
      "Those of them that were overturned: replaced by a settlement of the two sides, or, once there are appeals, varied " +
      "or reversed.",
  })
  overturnedRulings!: number;

  @Field(() => Float, {
    nullable: true,
    description: "`overturnedRulings` as a share of `rulings`, 0 to 1; null if no ruling cites it.",
  })
  overturnRate!: number | null;

  @Field(() => Int, { description: "Acts of the clock that rest on it." })
  automaticActs!: number;

  @Field(() => Int, { description: "Those of them that were set aside later." })
  overturnedActs!: number;

  @Field(() => Int, { description: "Feedback on it that waits for an answer: NEW or TRIAGED." })
  feedbackOpen!: number;

  @Field(() => Int, { description: "Feedback on it that was accepted: ACCEPTED or SHIPPED." })
  feedbackAccepted!: number;
}
