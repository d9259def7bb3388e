import type { GraphQLResolveInfo } from "graphql";
import { createParameterDecorator, Ctx, Field, Info, ObjectType } from "type-graphql";
import { isNotFound, RefusedError } from "../domain/errors.js";
import type { NodeTypeName } from "../persistence/read/selection.js";
import type { DisputeChange } from "../services/disputes/change.js";
import { AlongReads } from "../services/read/along-reads.js";
import { readNode } from "../services/read/read-node.js";
import type { UseCaseContext } from "../services/use-case.js";
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

/** The objects that payloads show of a change: by field, the type and which id of the change it is. */
const shownObjects = {
  dispute: { type: "Dispute", id: "disputeId" },
  event: { type: "DisputeEvent", id: "eventId" },
  offer: { type: "Offer", id: "offerId" },
  message: { type: "Message", id: "messageId" },
  proposal: { type: "Proposal", id: "proposalId" },
  ruling: { type: "Ruling", id: "rulingId" },
  item: { type: "EvidenceItem", id: "itemId" },
  file: { type: "EvidenceFile", id: "fileId" },
} as const satisfies Record<string, { type: NodeTypeName; id: keyof DisputeChange }>;

type ShownField = keyof typeof shownObjects;

/** What every mutation of a dispute answers; its objects are read when asked for, as this viewer may see them. */
@ObjectType({ description: "What every mutation of a dispute answers." })
export class DisputePayload extends MutationPayload {
  /** What was changed; null when it was refused. */
  change: DisputeChange | null = null;
  /** What was read with the commit, so that the answer needs no round trip of its own. */
  along: AlongReads | null = null;

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description: "The dispute as it is now; null when refused, and where the viewer sees it no more.",
  })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.shown("dispute", context, info);
  }

  @Field(() => typeNamed("DisputeEvent"), {
    nullable: true,
    description:
      "The event that the mutation appended to the log; null when refused, and where it appended none.",
  })
  event(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.shown("event", context, info);
  }

  /**
   * Reads an object of the change with what the client selected of it; null if there is none, or the viewer sees it no
   * more: who hands a case on, and a replay, can find that.
   */
  protected async shown(
    field: ShownField,
    context: GraphQLContext,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    if (this.change === null) return null;
    const { type, id } = shownObjects[field];
    const along = this.along?.find(this.change, type);
    return nullIfUnseen(along ?? readSelected(type, this.change[id] ?? null, context, info));
  }
}

async function nullIfUnseen(reading: Promise<unknown>): Promise<unknown> {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/**
 * What an accepted mutation was about, with what the client selected of it; null if there is none, or the viewer sees it no
 * more: who hands a case on, and a replay, can find that.
 */
export function readIfSeen(
  type: NodeTypeName,
  id: string | null,
  context: GraphQLContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  return nullIfUnseen(readSelected(type, id, context, info));
}

/**
 * Reads an object by id with what the client selected of it; null if there is no id.
 * @throws RefusedError NOT_FOUND if the viewer may not see it
 */
export async function readSelected(
  type: NodeTypeName,
  id: string | null,
  context: GraphQLContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  return id === null ? null : readNode(context.useCase, type, id, selectionOf(info));
}

/** How a mutation is answered. */
export interface Answering {
  readonly context: GraphQLContext;
  readonly info: GraphQLResolveInfo;
}

/** The parameter of a mutation that {@link payloadOf} wants. */
export function AnsweringParameter(): ReturnType<typeof createParameterDecorator> {
  return createParameterDecorator<GraphQLContext>(({ context, info }): Answering => ({ context, info }));
}

/**
 * Answers a mutation: what `work` changed, or its refusal as `userErrors`. Every other error is a fault and passes.
 * @param payloadClass the payload to make
 * @param input gives the `clientMutationId` to echo
 * @param work decodes the input and calls the use case with the context that it is given
 */
export async function payloadOf<Payload extends DisputePayload>(
  payloadClass: new () => Payload,
  input: { readonly clientMutationId: string },
  { context: { useCase }, info }: Answering,
  work: (useCase: UseCaseContext) => Promise<DisputeChange>,
): Promise<Payload> {
  const payload = new payloadClass();
  payload.clientMutationId = input.clientMutationId;
  const along = new AlongReads(useCase.viewer);
  payload.along = along;
  try {
    payload.change = await work({
      ...useCase,
      readAlong: (change, committed) => {
        along.read(change, committed, () => shownIn(change, info));
      },
    });
  } catch (error) {
    payload.userErrors = userErrorsOf(error);
  }
  return payload;
}

/**
 * Answers a mutation that is not about one dispute: what `work` gives, or its refusal as `userErrors`.
 * @param work calls the use case; it returns the fields of the payload
 */
export async function plainPayload<Payload extends MutationPayload>(
  payloadClass: new () => Payload,
  { clientMutationId }: { readonly clientMutationId: string },
  work: () => Promise<Partial<Payload>>,
): Promise<Payload> {
  const payload = new payloadClass();
  payload.clientMutationId = clientMutationId;
  try {
    return Object.assign(payload, await work());
  } catch (error) {
    payload.userErrors = userErrorsOf(error);
    return payload;
  }
}

/** The objects of a change that the client asked for. */
function shownIn(change: DisputeChange, info: GraphQLResolveInfo) {
  return selectionOf(info).flatMap(({ name, selection }) => {
    if (!isShown(name)) return [];
    const { type, id: which } = shownObjects[name];
    const id = change[which] ?? null;
    return id === null ? [] : [{ type, id, selection }];
  });
}

function isShown(name: string): name is ShownField {
  return Object.hasOwn(shownObjects, name);
}

/** The refusals of an error, for `userErrors`; throws it on if it is none. */
export function userErrorsOf(error: unknown): UserError[] {
  if (!(error instanceof RefusedError)) throw error;
  return error.refusals.map((refusal) => new UserError(refusal));
}
