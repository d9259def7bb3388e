import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Field, Info, ObjectType } from "type-graphql";
import type { EventDelivery } from "../../services/stream/follow-log.js";
import type { GraphQLContext } from "../context.js";
import { readSelected } from "../mutation-payload.js";
import { typeNamed } from "../object-type.js";

/** What a subscription delivers for each event; its objects are read when asked for, as the viewer may see them. */
@ObjectType({ description: "One event of the log, as a subscription delivers it." })
export class DisputeEventDelivery {
  constructor(private readonly delivery: EventDelivery) {}

  @Field(() => String, {
    description:
      "Opaque. Subscribe with `after` set to it to go on with the event that follows: nothing lost, nothing twice.",
  })
  cursor(): string {
    return this.delivery.cursor;
  }

  @Field(() => typeNamed("DisputeEvent"), { description: "The event." })
  event(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("DisputeEvent", this.delivery.eventId, context, info);
  }

  @Field(() => typeNamed("Dispute"), {
    description: "The dispute as it is now, which may be further on than the event.",
  })
  dispute(@Ctx() context: GraphQLContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readSelected("Dispute", this.delivery.disputeId, context, info);
  }
}
