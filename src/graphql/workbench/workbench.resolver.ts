import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { openCase } from "../../services/workbench/open-case.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { WorkbenchType } from "./workbench.type.js";

/** A mediator's desk. */
@Resolver()
export class WorkbenchResolver {
  @Query(() => WorkbenchType, {
    nullable: true,
    description:
      "A case on one screen, for the platform's staff; FORBIDDEN for others. Null with the error NOT_FOUND if it does not exist or " +
      "the viewer may not see it.",
  })
  async workbench(
    @Arg("disputeId", () => ID, { description: "The dispute." }) disputeId: string,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<WorkbenchType> {
    return new WorkbenchType(await openCase(useCase, fromGlobalId("Dispute", disputeId, ["disputeId"])));
  }
}
