import { Field, InputType } from "type-graphql";
import { OrderStatus, type OrderDraft } from "../../domain/order/order.js";
import { MutationInput } from "../dispute/command.input.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import { OrderLineInput } from "./import-line.input.js";
import { PaymentInput, ReviewInput, ShipmentInput } from "./import-parts.input.js";
import { ShopperInput } from "./import-party.input.js";
import "./order.enum.js";

/** An order that is handed in. */
@InputType({ description: "An order as the marketplace has it now, whole: what is left out is taken away." })
export class OrderInput implements OrderDraft {
  @Field(() => String, {
    description: "The marketplace's own key of the order; handing it in again finds the same order.",
  })
  reference!: string;

  @Field(() => ShopperInput, { description: "Who bought." })
  shopper!: ShopperInput;

  @Field(() => String, { description: "ISO 4217 code of every amount in the order." })
  currency!: string;

  @Field(() => OrderStatus, { description: "How far it has come." })
  status!: OrderStatus;

  @Field(() => DateTimeScalar, { description: "When it was placed." })
  purchasedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    defaultValue: null,
    description: "When its payment was approved.",
  })
  approvedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    defaultValue: null,
    description: "The last instant at which delivery is still in time.",
  })
  promisedAt!: Date | null;

  @Field(() => [OrderLineInput], {
    description: "What was bought; at least one line. Lines may belong to different merchants.",
  })
  lines!: OrderLineInput[];

  @Field(() => [PaymentInput], { defaultValue: [], description: "What was paid." })
  payments!: PaymentInput[];

  @Field(() => [ShipmentInput], { defaultValue: [], description: "The parcels." })
  shipments!: ShipmentInput[];

  @Field(() => [ReviewInput], { defaultValue: [], description: "What the shopper said of it." })
  reviews!: ReviewInput[];
}

/** Input of importOrders. */
@InputType({ description: "Orders that a marketplace hands in." })
export class ImportOrdersInput extends MutationInput {
  @Field(() => [OrderInput], { description: "At most 500, each order once." })
  orders!: OrderInput[];
}
