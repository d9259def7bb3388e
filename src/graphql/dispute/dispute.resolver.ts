import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { countDisputes } from "../../services/read/count-disputes.js";
import { listDisputes } from "../../services/read/list-disputes.js";
import { readByIdOrName } from "../../services/read/read-by-name.js";
import { connectionOf } from "../connection/connection.type.js";
import type { GraphQLContext } from "../context.js";
import { designationOf } from "../designation.js";
import { selectionOf } from "../selection.js";
import { DisputeCountType } from "./dispute-count.type.js";
import { DisputeFilterInput, disputeFilterOf, disputeOrderOf, DisputesArgs } from "./dispute.args.js";
import { DisputeGrouping } from "../../domain/dispute/grouping.js";
import { DisputeType } from "./dispute.type.js";

/** Reading disputes. */
@Resolver()
export class DisputeResolver {
  @Query(() => DisputeType, {
    nullable: true,
    description:
      "One dispute, by its id or by the number that people quote. Null with the error NOT_FOUND if it does not exist or " +
      "the viewer may not see it.",
  })
  dispute(
    @Arg("id", () => ID, { nullable: true, description: "The dispute's id; or give `number`." })
    id: string | null,
    @Arg("number", () => String, { nullable: true, description: "The dispute's number; or give `id`." })
    number: string | null,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return readByIdOrName(useCase, "Dispute", designationOf("Dispute", id, number), selectionOf(info));
  }

  @Query(() => connectionOf("Dispute"), { description: "The disputes that the viewer sees, page by page." })
  disputes(
    @Args(() => DisputesArgs) { filter, orderBy, ...page }: DisputesArgs,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const query = { filter: disputeFilterOf(filter), orderBy: disputeOrderOf(orderBy), page };
    return listDisputes(useCase, query, selectionOf(info));
  }

  @Query(() => [DisputeCountType], {
    description: "How many of the disputes that the viewer sees share each value, largest number first.",
  })
  disputeCounts(
    @Arg("groupBy", () => DisputeGrouping, { description: "What to count by." }) groupBy: DisputeGrouping,
    @Arg("filter", () => DisputeFilterInput, { nullable: true, description: "Which disputes. Absent: all." })
    filter: DisputeFilterInput | null,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<readonly object[]> {
    return countDisputes(useCase, groupBy, disputeFilterOf(filter));
  }
}
