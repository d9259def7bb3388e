import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import { RefusedError } from "../domain/errors.js";
import type { NodeTypeName } from "../persistence/read/selection.js";
import type { DisputeChange } from "../services/disputes/change.js";
import { readNode } from "../services/read/read-node.js";
import type { GraphQLContext } from "./context.js";
import { typeNamed } from "./object-type.js";
import { selectionOf } from "./selection.js";
import { UserError } from "./user-error.type.js";

/** What every mutation answers; not a type of the schema by itself. */
@ObjectType({ description: "What every mutation answers." })
export class MutationPayload {
  @Field(() => String, { description: "The key that the mutation was sent with." })
  clientMutationId = "";

  @Field(() => [UserError], {
    description: "Why nothing was done; empty when the mutation was accepted. See schema/errors.md.",
  })
  userErrors: readonly UserError[] = [];
}

/** What every mutation of a dispute answers; its objects are read when asked for, as this viewer may see them. */
@ObjectType({ description: "What every mutation of a dispute answers." })
export class DisputePayload extends MutationPayload {
  /** What was changed; null when it was refused. */
  change: DisputeChange | null = null;

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description: "The dispute as it is now; null when refused.",
  })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("Dispute", this.change?.disputeId, context, info);
  }

  @Field(() => typeNamed("DisputeEvent"), {
    nullable: true,
    description: "The event that the mutation appended to the log; null when refused.",
  })
  event(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("DisputeEvent", this.change?.eventId, context, info);
  }
}

/**
 * Reads an object of a payload with what the client selected of it; null if the mutation made none.
 * @throws RefusedError NOT_FOUND if the viewer may not see it any more, as a replay can find
 */
export async function readSelected(
  type: NodeTypeName,
  id: string | null | undefined,
  context: GraphQLContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  return id === null || id === undefined ? null : readNode(context.useCase, type, id, selectionOf(info));
}

/**
 * Answers a mutation: what `work` changed, or its refusal as `userErrors`. Every other error is a fault and passes.
 * @param payloadClass the payload to make
 * @param input gives the `clientMutationId` to echo
 * @param work decodes the input and calls the use case
 */
export async function payloadOf<Payload extends DisputePayload>(
  payloadClass: new () => Payload,
  input: { readonly clientMutationId: string },
  work: () => Promise<DisputeChange>,
): Promise<Payload> {
  const payload = new payloadClass();
  payload.clientMutationId = input.clientMutationId;
  try {
    payload.change = await work();
  } catch (error) {
    payload.userErrors = userErrorsOf(error);
  }
  return payload;
}

/** The refusals of an error, for `userErrors`; throws it on if it is none. */
export function userErrorsOf(error: unknown): UserError[] {
  if (!(error instanceof RefusedError)) throw error;
  return error.refusals.map((refusal) => new UserError(refusal));
}
