import { Field, InputType } from "type-graphql";
import { MutationInput } from "../dispute/command.input.js";

/** Input of sandboxScenario. */
@InputType({ description: "Which situation to build." })
export class SandboxScenarioInput extends MutationInput {
  @Field(() => String, { description: "Name of a scenario, from `sandboxScenarios`." })
  name!: string;
}
