import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { DisputePayload } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** What every mutation of an offer answers; not a type of the schema by itself. */
@ObjectType({ description: "What every mutation of an offer answers." })
class OfferPayload extends DisputePayload {
  @Field(() => typeNamed("Offer"), {
    nullable: true,
    description: "The offer as it is now; null when refused.",
  })
  offer(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.shown("offer", context, info);
  }
}

/** Answer of makeOffer. */
@ObjectType({ description: "The new offer, or why it was not made." })
export class MakeOfferPayload extends OfferPayload {}

/** Answer of acceptOffer. */
@ObjectType({ description: "The settled dispute and its offer, or why it was not accepted." })
export class AcceptOfferPayload extends OfferPayload {}

/** Answer of declineOffer. */
@ObjectType({ description: "The declined offer, or why it was not declined." })
export class DeclineOfferPayload extends OfferPayload {}
