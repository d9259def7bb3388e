import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { cancelSimulation } from "../../services/simulation/cancel-simulation.js";
import { simulateRulebook } from "../../services/simulation/simulate-rulebook.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { CancelSimulationInput, sampleOf, SimulateRulebookInput } from "./simulation.input.js";
import {
  CancelSimulationPayload,
  SimulateRulebookPayload,
  simulationPayloadOf,
} from "./simulation.payload.js";

/** Trying rules on the past. */
@Resolver()
export class SimulationMutations {
  @Mutation(() => SimulateRulebookPayload, {
    description:
      "Asks what a draft, as it is now, would have changed on past disputes. It runs as a job and touches no dispute: follow " +
      "`simulationProgress`, then read `simulation`. Roles RULE_EDITOR and RULE_APPROVER; for others there is no draft.",
  })
  simulateRulebook(
    @Arg("input", () => SimulateRulebookInput, { description: "Which draft, on which disputes." })
    input: SimulateRulebookInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<SimulateRulebookPayload> {
    const { clientMutationId, sample } = input;
    const work = (): Promise<string> =>
      simulateRulebook(useCase, {
        clientMutationId,
        draftId: fromGlobalId("RulebookVersion", input.draftId, ["draftId"]),
        all: sample.all === true,
        sample: sampleOf(sample),
      });
    return simulationPayloadOf(SimulateRulebookPayload, input, work);
  }

  @Mutation(() => CancelSimulationPayload, {
    description: "Ends a simulation that is queued or runs. Roles RULE_EDITOR and RULE_APPROVER.",
  })
  cancelSimulation(
    @Arg("input", () => CancelSimulationInput, { description: "Which simulation." })
    input: CancelSimulationInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<CancelSimulationPayload> {
    const { clientMutationId } = input;
    return simulationPayloadOf(CancelSimulationPayload, input, async () => {
      const simulationId = fromGlobalId("RulebookSimulation", input.simulationId, ["simulationId"]);
      return cancelSimulation(useCase, { clientMutationId, simulationId });
    });
  }
}
