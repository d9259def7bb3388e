import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, readIfSeen } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** Answer of saveQueueView and deleteQueueView. */
@ObjectType({ description: "The name of the view that was saved or deleted, or why nothing was done." })
export class QueueViewPayload extends MutationPayload {
  @Field(() => String, { nullable: true, description: "The view's name; null when refused." })
  name: string | null = null;
}

/** Answer of watch and unwatch. */
@ObjectType({ description: "The dispute that was named, or why nothing was done." })
export class WatchPayload extends MutationPayload {
  /** UUID; null when it was refused. */
  disputeId: string | null = null;

  @Field(() => typeNamed("Dispute"), {
    nullable: true,
    description: "The dispute; null when refused.",
  })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readIfSeen("Dispute", this.disputeId, context, info);
  }
}
