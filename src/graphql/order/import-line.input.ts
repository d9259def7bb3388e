import { Field, InputType, Int } from "type-graphql";
import type { LineDraft, LinePromise, RefundDraft } from "../../domain/order/order.js";
import { DateTimeScalar, DecimalScalar } from "../scalars/scalars.js";
import { MerchantInput } from "./import-party.input.js";

/** A promise of a line that is handed in. */
@InputType({ description: "Something that was promised about a line when it was bought." })
export class LinePromiseInput implements LinePromise {
  @Field(() => String, { description: "Upper-case code of the marketplace, e.g. FREE_RETURN." })
  kind!: string;

  @Field(() => String, { description: "The promise in the words that the shopper saw." })
  text!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    defaultValue: null,
    description: "Until when it holds; absent if it does not end.",
  })
  until!: Date | null;
}

/** A refund so far that is handed in. */
@InputType({ description: "A refund that was paid before, on one line." })
export class RefundInput implements RefundDraft {
  @Field(() => String, { description: "The marketplace's own key, unique within the line." })
  reference!: string;

  @Field(() => DecimalScalar, { description: "Above 0, in major units of the order's currency." })
  amount!: string;

  @Field(() => DateTimeScalar, { description: "When it was paid." })
  refundedAt!: Date;
}

/** A line of an order that is handed in. */
@InputType({ description: "One line of an order. All amounts are in major units of the order's currency." })
export class OrderLineInput implements LineDraft {
  @Field(() => Int, { description: "1 or more, unique within the order; the line keeps its id by it." })
  position!: number;

  @Field(() => MerchantInput, { description: "Who sold it." })
  merchant!: MerchantInput;

  @Field(() => String, { description: "The marketplace's key of the goods." })
  sku!: string;

  @Field(() => String, { description: "What the shopper read." })
  title!: string;

  @Field(() => String, { nullable: true, defaultValue: null, description: "Colour, size and the like." })
  variant!: string | null;

  @Field(() => String, { nullable: true, defaultValue: null, description: "The marketplace's category." })
  category!: string | null;

  @Field(() => Int, { defaultValue: 1, description: "How many, 1 or more." })
  quantity!: number;

  @Field(() => DecimalScalar, { description: "Price of one." })
  unitPrice!: string;

  @Field(() => DecimalScalar, { defaultValue: "0", description: "Off the whole line, not off each unit." })
  discount!: string;

  @Field(() => DecimalScalar, { defaultValue: "0", description: "Freight of the whole line." })
  freight!: string;

  @Field(() => Boolean, { defaultValue: false, description: "Whether it spoils: then limits are shorter." })
  perishable!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    defaultValue: null,
    description: "By when the merchant had to hand it to the carrier.",
  })
  shipBy!: Date | null;

  @Field(() => [LinePromiseInput], { defaultValue: [], description: "What was promised about it." })
  promises!: LinePromiseInput[];

  @Field(() => [RefundInput], {
    defaultValue: [],
    description: "What was refunded so far. Refunds are added, never taken back.",
  })
  refunds!: RefundInput[];
}
