import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, Int, ObjectType } from "type-graphql";
import type { RulingDraftChange } from "../../services/ruling/drafting.js";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, plainPayload, readIfSeen } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** Answer of the mutations of a draft. */
@ObjectType({ description: "The version of the draft that it was about, or why nothing was done." })
export class RulingDraftPayload extends MutationPayload {
  /** UUID. */
  disputeId: string | null = null;

  @Field(() => Int, { nullable: true, description: "The version of the draft; null when refused." })
  draftVersion: number | null = null;

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description: "The dispute with its draft as it is now; null when refused.",
  })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readIfSeen("Dispute", this.disputeId, context, info);
  }

  /** Answers the mutation: the version that `work` was about, or its refusal as `userErrors`. */
  static of(
    input: { readonly clientMutationId: string },
    work: () => Promise<RulingDraftChange>,
  ): Promise<RulingDraftPayload> {
    return plainPayload(RulingDraftPayload, input, async () => {
      const { disputeId, version } = await work();
      return { disputeId, draftVersion: version };
    });
  }
}
