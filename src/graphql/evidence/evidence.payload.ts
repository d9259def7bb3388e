import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { EvidenceChange } from "../../services/evidence/save-evidence-draft.js";
import type { GraphQLContext } from "../context.js";
import { DisputePayload, MutationPayload, readSelected, userErrorsOf } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** Answer of the mutations of an evidence round. */
@ObjectType({ description: "The dispute with its evidence as it is now, or why nothing was done." })
export class EvidenceRoundPayload extends DisputePayload {}

/** Answer of the mutations that hand in, take back or judge an item. */
@ObjectType({ description: "The item as it is now, with its dispute, or why nothing was done." })
export class EvidenceItemPayload extends DisputePayload {
  @Field(() => typeNamed("EvidenceItem"), {
    nullable: true,
    description: "The item of evidence; null when refused.",
  })
  item(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.shown("item", context, info);
  }
}

/** Answer of saveEvidenceDraft. */
@ObjectType({ description: "The draft as it was saved, or why it was not." })
export class SaveEvidenceDraftPayload extends MutationPayload {
  private itemId: string | null = null;

  @Field(() => typeNamed("EvidenceItem"), { nullable: true, description: "The draft; null when refused." })
  item(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("EvidenceItem", this.itemId, context, info);
  }

  /** Answers the mutation: what `work` saved, or its refusal as `userErrors`. Every other error is a fault and passes. */
  static async of(
    { clientMutationId }: { readonly clientMutationId: string },
    work: () => Promise<EvidenceChange>,
  ): Promise<SaveEvidenceDraftPayload> {
    const payload = new SaveEvidenceDraftPayload();
    payload.clientMutationId = clientMutationId;
    try {
      payload.itemId = (await work()).itemId;
    } catch (error) {
      payload.userErrors = userErrorsOf(error);
    }
    return payload;
  }
}

/** Answer of discardEvidenceDraft. */
@ObjectType({ description: "Nothing but why the draft is still there, if it is." })
export class DiscardEvidenceDraftPayload extends MutationPayload {}
