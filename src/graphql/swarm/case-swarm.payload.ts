import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, Int, ObjectType } from "type-graphql";
import type { SwarmChange, SwarmOutcome } from "../../services/swarms/open-swarm.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, plainPayload, readIfSeen } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import { UserError } from "../user-error.type.js";

/** What became of one dispute of a swarm. */
@ObjectType({ description: "What became of one dispute of a case swarm." })
export class SwarmResult {
  private readonly disputeId: string | null;

  @Field(() => Int, {
    description:
      "Its position in the call, from 0; where the call is about all of a swarm, among its disputes.",
  })
  readonly index: number;

  @Field(() => [UserError], { description: "Why nothing was done to it; empty when the act was accepted." })
  readonly userErrors: readonly UserError[];

  constructor({ index, disputeId, refusals }: SwarmOutcome) {
    this.index = index;
    this.disputeId = disputeId;
    this.userErrors = refusals.map((refusal) => new UserError(refusal));
  }

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description: "The dispute as it is now, also when refused; null where the viewer does not see it.",
  })
  async dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readIfSeen("Dispute", this.disputeId, context, info);
  }
}

/** Answer of every act on a swarm. */
@ObjectType({
  description: "The swarm and what became of each dispute; `userErrors` if the call was refused as a whole.",
})
export class CaseSwarmPayload extends MutationPayload {
  /** UUID; null when it was refused. */
  swarmId: string | null = null;

  @Field(() => [SwarmResult], { description: "One result a dispute; empty if the call was refused." })
  results: readonly SwarmResult[] = [];

  @Field(() => typeNamed("CaseSwarm"), {
    nullable: true,
    description: "The swarm as it is now; null when refused, and where the viewer sees none of its disputes.",
  })
  async swarm(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readIfSeen("CaseSwarm", this.swarmId, context, info);
  }
}

/** Answers an act on a swarm. @param work decodes the input and calls the use case */
export function swarmPayloadOf(
  input: { readonly clientMutationId: string },
  work: () => Promise<SwarmChange>,
): Promise<CaseSwarmPayload> {
  return plainPayload(CaseSwarmPayload, input, async () => {
    const { swarmId, outcomes } = await work();
    return { swarmId, results: outcomes.map((outcome) => new SwarmResult(outcome)) };
  });
}
