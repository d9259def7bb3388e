import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, readSelected, userErrorsOf } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** What every mutation of a simulation answers. */
@ObjectType({ description: "What every mutation of a simulation answers." })
class SimulationPayload extends MutationPayload {
  /** UUID; null when it was refused. */
  simulationId: string | null = null;

  @Field(() => typeNamed("RulebookSimulation"), {
    nullable: true,
    description: "The simulation as it is now; null when refused.",
  })
  simulation(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("RulebookSimulation", this.simulationId, context, info);
  }
}

/** Answer of simulateRulebook. */
@ObjectType({ description: "The simulation that was asked for, or why not." })
export class SimulateRulebookPayload extends SimulationPayload {}

/** Answer of cancelSimulation. */
@ObjectType({ description: "The simulation that was cancelled, or why not." })
export class CancelSimulationPayload extends SimulationPayload {}

/** Answers a mutation: the simulation whose id `work` gives, or its refusal as `userErrors`. */
export async function simulationPayloadOf<Payload extends SimulationPayload>(
  payloadClass: new () => Payload,
  { clientMutationId }: { readonly clientMutationId: string },
  work: () => Promise<string>,
): Promise<Payload> {
  const payload = new payloadClass();
  payload.clientMutationId = clientMutationId;
  try {
    payload.simulationId = await work();
  } catch (error) {
    payload.userErrors = userErrorsOf(error);
  }
  return payload;
}
