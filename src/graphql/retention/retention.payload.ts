import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, readSelected } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** What every mutation of retention answers. */
@ObjectType({ description: "What every mutation of retention answers." })
class RetentionPayload extends MutationPayload {
  /** UUID; null when it was refused. */
  disputeId: string | null = null;

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description: "The dispute as it is now; null when refused.",
  })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("Dispute", this.disputeId, context, info);
  }
}

/** Answer of placeLegalHold. */
@ObjectType({ description: "The dispute under its hold, or why it could not be placed." })
export class PlaceLegalHoldPayload extends RetentionPayload {}

/** Answer of liftLegalHold. */
@ObjectType({ description: "The dispute without its hold, or why it could not be lifted." })
export class LiftLegalHoldPayload extends RetentionPayload {}

/** Answer of requestErasure. */
@ObjectType({ description: "The dispute whose evidence was erased, or why it was not." })
export class RequestErasurePayload extends RetentionPayload {}
