import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { DisputePayload } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** Answer of sendMessage. */
@ObjectType({ description: "The message as sent, or why it was not." })
export class SendMessagePayload extends DisputePayload {
  @Field(() => typeNamed("Message"), { nullable: true, description: "The message; null when refused." })
  message(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.shown("message", context, info);
  }
}
