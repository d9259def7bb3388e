import { Field, Int } from "type-graphql";
import { MoneyType } from "../money.type.js";
import { ReadObjectType, typeNamed } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** A promise about a line. */
@ReadObjectType("LinePromise", "Something that was promised about a line when it was bought.", {
  node: false,
})
export class LinePromiseType {
  @Field(() => String, { description: "Code of the marketplace, e.g. `FREE_RETURN`." })
  kind!: string;

  @Field(() => String, { description: "The promise in the words that the shopper saw." })
  text!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when it holds; null if it does not end.",
  })
  until!: string | null;
}

/** A refund. */
@ReadObjectType("Refund", "Money that was paid back for a line.")
export class RefundType {
  @Field(() => String, { description: "The marketplace's own key of the refund." })
  reference!: string;

  @Field(() => MoneyType, { description: "How much." })
  amount!: MoneyType;

  @Field(() => DateTimeScalar, { description: "When." })
  refundedAt!: string;
}

/** A line of an order. */
@ReadObjectType("OrderLine", "One line of an order: so many pieces of one thing, from one merchant.")
export class OrderLineType {
  @Field(() => Int, { description: "The line's number within the order, from 1." })
  position!: number;

  @Field(() => String, { description: "The merchant's or marketplace's key of the thing." })
  sku!: string;

  @Field(() => String, { description: "What it is." })
  title!: string;

  @Field(() => String, { nullable: true, description: "Which variant: size, colour and the like." })
  variant!: string | null;

  @Field(() => String, { nullable: true, description: "What kind of thing it is." })
  category!: string | null;

  @Field(() => Int, { description: "How many pieces." })
  quantity!: number;

  @Field(() => MoneyType, { description: "Price of one piece." })
  unitPrice!: MoneyType;

  @Field(() => MoneyType, { description: "Taken off the whole line." })
  discount!: MoneyType;

  @Field(() => MoneyType, { description: "What sending the line costs." })
  freight!: MoneyType;

  @Field(() => MoneyType, {
    description: "What was paid for the goods of the line: the most that can be refunded for them.",
  })
  paid!: MoneyType;

  @Field(() => MoneyType, { description: "What was paid for sending the line." })
  freightPaid!: MoneyType;

  @Field(() => MoneyType, { description: "What the marketplace refunded so far." })
  refunded!: MoneyType;

  @Field(() => Boolean, {
    description: "Whether the goods perish, which shortens the merchant's time to answer.",
  })
  perishable!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "By when the merchant had to hand the goods to the carrier.",
  })
  shipBy!: string | null;

  @Field(() => [LinePromiseType], { description: "What was promised about the line when it was bought." })
  promises!: LinePromiseType[];

  @Field(() => typeNamed("Merchant"), { description: "Who sold it." })
  merchant!: object;

  @Field(() => typeNamed("Order"), { description: "The order that it is part of." })
  order!: object;

  @Field(() => [RefundType], { description: "What was paid back, oldest first." })
  refunds!: RefundType[];
}
