import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { listScenarios, sandboxScenario } from "../../services/sandbox/sandbox-scenario.js";
import type { GraphQLContext } from "../context.js";
import { SandboxScenarioInput } from "./sandbox.input.js";
import { SandboxScenarioPayload } from "./sandbox.payload.js";
import { SandboxScenarioType } from "./sandbox.type.js";

/** Situations to try a client out on. */
@Resolver()
export class SandboxResolver {
  @Query(() => [SandboxScenarioType], {
    description:
      "The situations that `sandboxScenario` builds: at least one for every status. None in production.",
  })
  sandboxScenarios(@Ctx() { useCase, sandbox }: GraphQLContext): readonly object[] {
    return listScenarios(useCase, sandbox ?? null);
  }

  @Mutation(() => SandboxScenarioPayload, {
    description:
      "Builds a named situation in one call, in demo and test mode only: an order, a dispute that was played to where the " +
      "scenario wants it, deadlines that end in real time from now, and tokens of everybody in it. Every call makes " +
      "people of its own; the platform's clock stays where it is. Role INTEGRATION.",
  })
  sandboxScenario(
    @Arg("input", () => SandboxScenarioInput, { description: "Which situation." })
    input: SandboxScenarioInput,
    @Ctx() { useCase, sandbox }: GraphQLContext,
  ): Promise<SandboxScenarioPayload> {
    return SandboxScenarioPayload.of(input, () => sandboxScenario(useCase, sandbox ?? null, input));
  }
}
