import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { SandboxSituation } from "../../services/sandbox/sandbox-scenario.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, readSelected, userErrorsOf } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";
import { SandboxPlayerType, SandboxScenarioType } from "./sandbox.type.js";

/** Answer of sandboxScenario. */
@ObjectType({ description: "The situation that was built, or why it was not." })
export class SandboxScenarioPayload extends MutationPayload {
  private situation: SandboxSituation | null = null;

  @Field(() => SandboxScenarioType, { nullable: true, description: "What was built; null when refused." })
  scenario(): object | null {
    return this.situation?.scenario ?? null;
  }

  @Field(() => [SandboxPlayerType], {
    description: "The shopper, the merchant's agent, the mediator and a senior mediator; empty when refused.",
  })
  players(): readonly SandboxPlayerType[] {
    return (this.situation?.players ?? []).map((player) => new SandboxPlayerType(player));
  }

  @Field(() => typeNamed("Dispute"), { nullable: true, description: "The dispute; null when refused." })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("Dispute", this.situation?.disputeId ?? null, context, info);
  }

  /** Answers the mutation: what `work` built, or its refusal as `userErrors`. Every other error is a fault and passes. */
  static async of(
    { clientMutationId }: { readonly clientMutationId: string },
    work: () => Promise<SandboxSituation>,
  ): Promise<SandboxScenarioPayload> {
    const payload = new SandboxScenarioPayload();
    payload.clientMutationId = clientMutationId;
    try {
      payload.situation = await work();
    } catch (error) {
      payload.userErrors = userErrorsOf(error);
    }
    return payload;
  }
}
