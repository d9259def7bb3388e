import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, ID, Info, Query, Resolver, Root, Subscription } from "type-graphql";
import { followSimulation } from "../../services/simulation/follow-simulation.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { readSelected } from "../mutation-payload.js";
import { RulebookSimulationType } from "./simulation.type.js";

/** What `subscribe` gets. */
interface Start {
  readonly args: { readonly simulationId: string };
  readonly context: GraphQLContext;
}

/** Reading and following simulations. */
@Resolver()
export class SimulationResolver {
  @Query(() => RulebookSimulationType, {
    nullable: true,
    description:
      "One simulation. Null with the error NOT_FOUND if it does not exist or the viewer may not see it. Roles RULE_EDITOR, " +
      "RULE_APPROVER and AUDITOR.",
  })
  async simulation(
    @Arg("id", () => ID, { description: "The simulation's id." }) id: string,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readSelected("RulebookSimulation", fromGlobalId("RulebookSimulation", id, ["id"]), context, info);
  }

  @Subscription(() => RulebookSimulationType, {
    description:
      "The simulation each time it has come further, until it is over; at once as it is now. Steps that follow each other " +
      "within half a second are delivered as one. NOT_FOUND if the viewer may not see it.",
    subscribe: ({ args, context }: Start) =>
      followSimulation(
        context.useCase,
        fromGlobalId("RulebookSimulation", args.simulationId, ["simulationId"]),
      ),
  })
  simulationProgress(
    @Root() simulationId: string,
    @Arg("simulationId", () => ID, { description: "The simulation to follow." }) _id: string,
    @Ctx() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readSelected("RulebookSimulation", simulationId, context, info);
  }
}
