import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { listOrders } from "../../services/read/list-orders.js";
import { readByIdOrName } from "../../services/read/read-by-name.js";
import { connectionOf } from "../connection/connection.type.js";
import type { GraphQLContext } from "../context.js";
import { designationOf } from "../designation.js";
import { selectionOf } from "../selection.js";
import { orderFilterOf, OrdersArgs } from "./order.args.js";
import { OrderType } from "./order.type.js";

/** Reading orders. */
@Resolver()
export class OrderResolver {
  @Query(() => OrderType, {
    nullable: true,
    description:
      "One order, by its id or by the marketplace's reference. Null with the error NOT_FOUND if it does not exist or the " +
      "viewer may not see it.",
  })
  order(
    @Arg("id", () => ID, { nullable: true, description: "The order's id; or give `reference`." })
    id: string | null,
    @Arg("reference", () => String, {
      nullable: true,
      description: "The marketplace's reference; or give `id`.",
    })
    reference: string | null,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return readByIdOrName(useCase, "Order", designationOf("Order", id, reference), selectionOf(info));
  }

  @Query(() => connectionOf("Order"), {
    description: "The orders that the viewer sees, newest first, page by page.",
  })
  orders(
    @Args(() => OrdersArgs) { filter, ...page }: OrdersArgs,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return listOrders(useCase, { filter: orderFilterOf(filter), page }, selectionOf(info));
  }
}
