import { Field, Int, ObjectType } from "type-graphql";
import type { DisputeCount } from "../../persistence/read/count-disputes.js";

/** A number of disputes. */
@ObjectType("DisputeCount", { description: "How many disputes share a value.", simpleResolvers: true })
export class DisputeCountType implements DisputeCount {
  @Field(() => String, {
    nullable: true,
    description: "The value; null stands for those that have none yet.",
  })
  key!: string | null;

  @Field(() => Int, { description: "How many." })
  count!: number;
}
