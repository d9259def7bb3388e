import { Field, Int } from "type-graphql";
import { RefusalCode } from "../../domain/dispute/dispute.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import { RemedyItemType } from "./remedy-item.type.js";
import { MoneyType } from "../money.type.js";
import { ReadObjectType } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** A claim. */
@ReadObjectType("Claim", "What the shopper asks for.", { node: false })
export class ClaimType {
  @Field(() => RemedyKind, { description: "What would put it right, for all lines alike." })
  remedy!: string;

  @Field(() => MoneyType, { description: "The sum over the items." })
  amount!: MoneyType;

  @Field(() => String, { description: "What happened, in the shopper's words." })
  statement!: string;

  @Field(() => Int, { description: "How often the claim was amended; the rulebook limits it." })
  amendments!: number;

  @Field(() => [RemedyItemType], { description: "What is asked for each disputed line." })
  items!: RemedyItemType[];
}

/** The merchant's refusal. */
@ReadObjectType("ClaimRefusal", "The merchant's refusal of the claim.", { node: false })
export class ClaimRefusalType {
  @Field(() => RefusalCode, { description: "Why, in one word." })
  code!: string;

  @Field(() => String, { description: "Why, in the merchant's words." })
  statement!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  refusedAt!: string;
}
