import { GraphQLJSONObject } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";
import { AdjustmentSource } from "../../domain/rulebook/adjustments.js";
import { describeEnum } from "../described-enum.js";
import { DateTimeScalar } from "../scalars/scalars.js";

describeEnum(
  "AdjustmentSource",
  AdjustmentSource,
  "Why a dispute follows something else than its reason's rule.",
  {
    CATEGORY: "Goods of a category follow other rules.",
    PROMISE: "A promise made with the order is better for the shopper, and prevails.",
  },
);

/** What is different for one dispute. */
@ObjectType("RuleAdjustment", {
  description: "Where a dispute follows something else than the rule of its reason.",
  simpleResolvers: true,
})
export class RuleAdjustmentType {
  @Field(() => AdjustmentSource, { description: "Where it comes from." })
  source!: AdjustmentSource;

  @Field(() => String, { description: "The category, or the kind of the promise." })
  name!: string;

  @Field(() => GraphQLJSONObject, {
    description: "What is different, by the names that the rulebook gives the parts of a rule.",
  })
  change!: object;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Until when the dispute could be opened because of a promise; null where the promise does not say.",
  })
  windowClosesAt!: string | null;

  @Field(() => String, { description: "The clause that it rests on." })
  clause!: string;
}
