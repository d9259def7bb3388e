import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { MutationPayload, readSelected } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** Answer of saveMediator, startShift and endShift. */
@ObjectType({ description: "The mediator as the list has them now, or why nothing was done." })
export class MediatorPayload extends MutationPayload {
  /** UUID; null when it was refused. */
  mediatorId: string | null = null;

  @Field(() => typeNamed("Mediator"), { nullable: true, description: "The mediator; null when refused." })
  mediator(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("Mediator", this.mediatorId, context, info);
  }
}
