import { Field } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import { DisputeOutcome } from "../../domain/dispute/dispute.js";
import {
  HumanReviewGround,
  HumanReviewOutcome,
  HumanReviewStatus,
} from "../../domain/dispute/human-review.js";
import { SilenceEffect } from "../../domain/rulebook/reason-rule.js";
import { RulingOutcome } from "../../domain/ruling/ruling.js";
import "../dispute/dispute.enum.js";
import { FormulaTraceType } from "../dispute/formula-trace.type.js";
import { RemedyItemType } from "../dispute/remedy-item.type.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import "../rulebook/rulebook.enum.js";
import "../ruling/ruling.enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./human-review.enum.js";

/** What the clock decided. */
@ReadObjectType(
  "AutomaticOutcome",
  "How a dispute ended without anybody deciding it, with all that the clock went by. It is kept whatever a person makes of it.",
  { node: false },
)
export class AutomaticOutcomeType {
  @Field(() => DisputeOutcome, {
    description: "DEFAULTED: the merchant was silent. LAPSED: the shopper was.",
  })
  outcome!: string;

  @Field(() => String, { description: "Code of the reason whose rule was applied." })
  reason!: string;

  @Field(() => String, { description: "The version of the rulebook that it is of." })
  rulebookVersion!: string;

  @Field(() => String, { description: "Code of the clause that it rests on." })
  clause!: string;

  @Field(() => [SilenceEffect], { description: "What the rule says of silence; none where it lapsed." })
  effects!: string[];

  @Field(() => [RemedyItemType], { description: "What the merchant was to do, for which order line." })
  awarded!: RemedyItemType[];

  @Field(() => [FormulaTraceType], { description: "How each compensation was worked out." })
  formulaTraces!: FormulaTraceType[];

  @Field(() => DateTimeScalar, { description: "When." })
  decidedAt!: string;

  @Field(() => DateTimeScalar, {
    description:
      "Until when a side that it went against can ask for a person, by `requestHumanReview`. The time that a dispute is held does not count.",
  })
  reviewableUntil!: string;
}

/** A human review. */
@ReadObjectType(
  "HumanReview",
  "A side's request that a person look at what the clock decided. What is owed by that and not performed is CONTESTED until then.",
  { node: false },
)
export class HumanReviewType {
  @Field(() => Side, { description: "Which side asks." })
  side!: string;

  @Field(() => [HumanReviewGround], { description: "Why." })
  grounds!: string[];

  @Field(() => String, { description: "What is wrong with it." })
  statement!: string;

  @Field(() => HumanReviewStatus, { description: "What has become of it." })
  status!: string;

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  requestedAt!: string;

  @Field(() => DateTimeScalar, {
    description:
      "Until when a mediator decides. It is a clock of its own, beside that of the status: where it runs out, the level rises and it gets as long again.",
  })
  decideUntil!: string;

  @Field(() => HumanReviewOutcome, { nullable: true, description: "What the mediator decided, if so." })
  outcome!: string | null;

  @Field(() => String, { nullable: true, description: "Why the mediator decided so." })
  reason!: string | null;

  @Field(() => typeNamed("Mediator"), { nullable: true, description: "Who decided." })
  decidedBy!: object | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was decided." })
  decidedAt!: string | null;

  @Field(() => RulingOutcome, {
    nullable: true,
    description:
      "What the rulebook recommended to rule when it was decided. For the platform's staff; null for all others, and where it recommended nothing.",
  })
  recommendedOutcome!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Code of the clause of that recommendation. For the platform's staff; null for all others.",
  })
  recommendedByClause!: string | null;
}
