import { Field } from "type-graphql";
import { ReadObjectType } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** What the merchant asked the shopper. */
@ReadObjectType(
  "InformationRequest",
  "What the merchant asked the shopper before it answers the claim. Its clock stands still until the answer, or `answerUntil`.",
  { node: false },
)
export class InformationRequestType {
  @Field(() => String, { description: "What the merchant wants to know." })
  question!: string;

  @Field(() => DateTimeScalar, { description: "When it was asked." })
  askedAt!: string;

  @Field(() => DateTimeScalar, {
    description: "Until when the shopper may answer; then the merchant's clock goes on without.",
  })
  answerUntil!: string;

  @Field(() => String, { nullable: true, description: "The answer; null while there is none." })
  answer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was answered; null while it is not." })
  answeredAt!: string | null;
}
