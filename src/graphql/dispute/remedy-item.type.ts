import { Field } from "type-graphql";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import "./terms.enum.js";
import { MoneyType } from "../money.type.js";
import { ReadObjectType, typeNamed } from "../object-type.js";

/** One item of a claim, an offer or a ruling. */
@ReadObjectType("RemedyItem", "One thing that is asked for, offered or ordered, for one order line.", {
  node: false,
})
export class RemedyItemType {
  @Field(() => RemedyKind, { description: "What would put it right." })
  kind!: string;

  @Field(() => MoneyType, { description: "How much; zero where the remedy is an act." })
  amount!: MoneyType;

  @Field(() => typeNamed("OrderLine"), { description: "The order line that it concerns." })
  orderLine!: object;
}
