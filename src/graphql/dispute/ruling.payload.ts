import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { DisputePayload } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** Answer of issueRuling. */
@ObjectType({ description: "The ruling as served, or why it was not issued." })
export class IssueRulingPayload extends DisputePayload {
  @Field(() => typeNamed("Ruling"), { nullable: true, description: "The ruling; null when refused." })
  ruling(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.shown("ruling", context, info);
  }
}
