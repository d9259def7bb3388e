import { ArgsType, Field, ID, InputType } from "type-graphql";
import { OrderStatus } from "../../domain/order/order.js";
import type { OrderFilter } from "../../persistence/read/order-filter.js";
import { PageArgs } from "../connection/page.args.js";
import { fromGlobalId } from "../global-id.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** What narrows a list of orders. */
@InputType("OrderFilter", {
  description:
    "What narrows a list of orders. All that is given must hold; what is absent, null or empty does not narrow.",
})
export class OrderFilterInput {
  @Field(() => [OrderStatus], { nullable: true, description: "One of these statuses." })
  status?: OrderStatus[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Placed at or after this instant." })
  purchasedFrom?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Placed before this instant." })
  purchasedBefore?: Date | null;

  @Field(() => ID, { nullable: true, description: "With a line of this merchant." })
  merchantId?: string | null;

  @Field(() => ID, { nullable: true, description: "Of this shopper." })
  shopperId?: string | null;
}

/** The arguments of `orders`. */
@ArgsType()
export class OrdersArgs extends PageArgs {
  @Field(() => OrderFilterInput, {
    nullable: true,
    description: "Which orders. Absent: all that the viewer sees.",
  })
  filter?: OrderFilterInput | null;
}

/** The filter with UUIDs. @throws RefusedError INVALID_ID */
export function orderFilterOf(input: OrderFilterInput | null | undefined): OrderFilter {
  if (!input) return {};
  const { merchantId, shopperId, ...rest } = input;
  return {
    ...rest,
    merchantId: merchantId ? fromGlobalId("Merchant", merchantId, ["filter", "merchantId"]) : null,
    shopperId: shopperId ? fromGlobalId("Shopper", shopperId, ["filter", "shopperId"]) : null,
  };
}
