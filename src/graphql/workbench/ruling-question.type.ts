import { Field, ObjectType } from "type-graphql";
import { Side } from "../../domain/access/viewer.js";
import type { RulingClarification } from "../../domain/ruling/correction.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "../dispute/terms.enum.js";

/** A question about a ruling on the desk. */
@ObjectType("RulingQuestion", {
  description: "What a side asked about the ruling in force, as long as nobody has answered.",
  simpleResolvers: true,
})
export class RulingQuestionType implements Pick<RulingClarification, "side" | "question" | "requestedAt"> {
  @Field(() => Side, { description: "Who asked." })
  side!: Side;

  @Field(() => String, { description: "What was asked." })
  question!: string;

  @Field(() => DateTimeScalar, { description: "When it was asked." })
  requestedAt!: Date;
}
