import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, ID, Info, ObjectType } from "type-graphql";
import type { RulebookChanged } from "../../services/rulebook/change-rulebook.js";
import type { UseCaseContext } from "../../services/use-case.js";
import type { GraphQLContext } from "../context.js";
import { toGlobalId } from "../global-id.js";
import { MutationPayload, readSelected, userErrorsOf } from "../mutation-payload.js";
import { RulebookVersionType } from "./rulebook-version.type.js";

/** Answer of the mutations of a version. */
@ObjectType({ description: "The version of the rules as it is now, or why nothing was done." })
export class RulebookVersionPayload extends MutationPayload {
  /** What was changed; null when it was refused. */
  changed: RulebookChanged | null = null;

  @Field(() => RulebookVersionType, {
    nullable: true,
    description: "The version as it is now; null when refused.",
  })
  async rulebookVersion(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("RulebookVersion", this.changed?.rulebookId ?? null, context, info);
  }
}

/** Answer of discardRulebookDraft. */
@ObjectType({ description: "Which draft is gone, or why nothing was done." })
export class DiscardRulebookDraftPayload extends MutationPayload {
  /** What was deleted; null when it was refused. */
  changed: RulebookChanged | null = null;

  @Field(() => ID, { nullable: true, description: "Id that the draft had; null when refused." })
  discardedId(): string | null {
    return this.changed === null ? null : toGlobalId("RulebookVersion", this.changed.rulebookId);
  }
}

/**
 * Answers a mutation of a version: what `work` changed, or its refusal as `userErrors`. Every other error passes.
 * @param work decodes the input and calls the use case
 */
export async function rulebookPayload<Payload extends MutationPayload & { changed: RulebookChanged | null }>(
  payload: Payload,
  input: { readonly clientMutationId: string },
  useCase: UseCaseContext,
  work: (useCase: UseCaseContext) => Promise<RulebookChanged>,
): Promise<Payload> {
  payload.clientMutationId = input.clientMutationId;
  try {
    payload.changed = await work(useCase);
  } catch (error) {
    payload.userErrors = userErrorsOf(error);
  }
  return payload;
}
