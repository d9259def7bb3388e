import { Field, Int } from "type-graphql";
import { OrderStatus } from "../../domain/order/order.js";
import { OrderAnomaly } from "../../domain/order/prepared-order.js";
import "./order.enum.js";
import { connectionOf } from "../connection/connection.type.js";
import { MoneyType } from "../money.type.js";
import { ConnectionField, ReadObjectType, typeNamed } from "../object-type.js";
import { CurrencyCodeScalar, DateTimeScalar } from "../scalars/scalars.js";

/** An order. */
@ReadObjectType(
  "Order",
  "An order of the marketplace. A merchant sees the orders that hold a line of its own, and of these its own part.",
)
export class OrderType {
  @Field(() => String, { description: "The marketplace's own key of the order." })
  reference!: string;

  @Field(() => OrderStatus, { description: "How far the order has come." })
  status!: string;

  @Field(() => CurrencyCodeScalar, { description: "The currency of every amount in the order." })
  currency!: string;

  @Field(() => DateTimeScalar, { description: "When the order was placed." })
  purchasedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the payment was approved." })
  approvedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "The last instant at which delivery is still in time.",
  })
  promisedAt!: string | null;

  @Field(() => MoneyType, {
    description: "What was billed: prices less discounts plus freight, over the lines that the viewer sees.",
  })
  total!: MoneyType;

  @Field(() => MoneyType, {
    description:
      "What was paid: the sum of the payments. A merchant sees the part that falls on its own lines.",
  })
  paid!: MoneyType;

  @Field(() => [OrderAnomaly], {
    description: "What is odd about the order as the marketplace handed it in; usually nothing.",
  })
  anomalies!: string[];

  @Field(() => typeNamed("Shopper"), { description: "Who bought." })
  shopper!: object;

  @Field(() => [typeNamed("OrderLine")], {
    description: "What was bought, by position. A merchant sees its own lines only.",
  })
  lines!: object[];

  @Field(() => [typeNamed("Payment")], {
    description: "The payments by number. A merchant sees them only where all lines are its own.",
  })
  payments!: object[];

  @Field(() => [typeNamed("Shipment")], { description: "The parcels. A merchant sees its own only." })
  shipments!: object[];

  @Field(() => [typeNamed("Review")], { description: "What the shopper said in the marketplace's survey." })
  reviews!: object[];

  @ConnectionField(
    () => connectionOf("Dispute"),
    "The disputes about lines of this order that the viewer sees, newest first.",
  )
  disputes!: object;
}

/** A payment. */
@ReadObjectType("Payment", "One payment of the shopper for an order.")
export class PaymentType {
  @Field(() => Int, { description: "The payment's number within the order, from 1." })
  sequence!: number;

  @Field(() => String, { description: "How it was paid, as the marketplace calls it." })
  method!: string;

  @Field(() => Int, { description: "In how many parts it is paid." })
  instalments!: number;

  @Field(() => MoneyType, { description: "How much." })
  amount!: MoneyType;

  @Field(() => DateTimeScalar, { nullable: true, description: "When; null if the marketplace does not say." })
  paidAt!: string | null;
}

/** A review. */
@ReadObjectType("Review", "What a shopper said about an order in the marketplace's survey.")
export class ReviewType {
  @Field(() => Int, { description: "1 (worst) to 5." })
  score!: number;

  @Field(() => String, { nullable: true, description: "The review's title." })
  title!: string | null;

  @Field(() => String, { nullable: true, description: "The review's text." })
  message!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the survey was sent." })
  askedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the shopper answered." })
  answeredAt!: string | null;
}
