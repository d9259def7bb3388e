import { Field, ID, InputType } from "type-graphql";
import type { SimulationSample } from "../../domain/simulation/sample.js";
import { MutationInput } from "../dispute/command.input.js";
import { fromGlobalId } from "../global-id.js";
import { DateTimeScalar } from "../scalars/scalars.js";

/** Which past disputes to replay. */
@InputType({
  description:
    "Which past disputes to replay: those that meet every condition given, or `all` and nothing else.",
})
export class SimulationSampleInput {
  @Field(() => DateTimeScalar, { nullable: true, description: "Opened at this instant or later." })
  openedFrom?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Opened before this instant." })
  openedUntil?: Date | null;

  @Field(() => [String], { nullable: true, description: "Opened for one of these reasons, 1 to 100 codes." })
  reasons?: string[] | null;

  @Field(() => ID, { nullable: true, description: "Against this merchant." })
  merchantId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Every dispute." })
  all?: boolean | null;
}

/** Input of simulateRulebook. */
@InputType({ description: "Which draft to try, on which disputes." })
export class SimulateRulebookInput extends MutationInput {
  @Field(() => ID, { description: "The version to try, a draft as a rule: the id of a `RulebookVersion`." })
  draftId!: string;

  @Field(() => SimulationSampleInput, { description: "Which past disputes." })
  sample!: SimulationSampleInput;
}

/** Input of cancelSimulation. */
@InputType({ description: "Which simulation to end." })
export class CancelSimulationInput extends MutationInput {
  @Field(() => ID, { description: "The simulation that is meant." })
  simulationId!: string;
}

/** The sample in words of the domain. @throws RefusedError INVALID_ID */
export function sampleOf(sample: SimulationSampleInput): SimulationSample {
  const { openedFrom = null, openedUntil = null, reasons = null, merchantId = null } = sample;
  return {
    ...{ openedFrom, openedUntil, reasons },
    merchantId: merchantId === null ? null : fromGlobalId("Merchant", merchantId, ["sample", "merchantId"]),
  };
}
