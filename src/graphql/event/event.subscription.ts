import { ArgsType, Field, ID, Resolver, Root, Subscription } from "type-graphql";
import { followDispute } from "../../services/stream/follow-dispute.js";
import { followDisputes } from "../../services/stream/follow-disputes.js";
import type { EventDelivery } from "../../services/stream/follow-log.js";
import { DisputeFilterInput, disputeFilterOf } from "../dispute/dispute.args.js";
import { fromGlobalId } from "../global-id.js";
import { DisputeEventDelivery } from "./event-delivery.type.js";
import { afterDescription, taking, type Start } from "./subscription-start.js";

/** Where a subscription starts. */
@ArgsType()
class DisputesUpdatedArgs {
  @Field(() => DisputeFilterInput, {
    nullable: true,
    description:
      "Events of which disputes, as they are when the event is delivered. Absent: all that the viewer sees.",
  })
  filter?: DisputeFilterInput | null;

  @Field(() => String, { nullable: true, description: afterDescription })
  after?: string | null;
}

/** Which dispute a subscription follows, and where it starts. */
@ArgsType()
class DisputeEventsArgs {
  @Field(() => ID, { description: "The dispute to follow." })
  disputeId!: string;

  @Field(() => String, { nullable: true, description: afterDescription })
  after?: string | null;
}

/** The live log. */
@Resolver()
export class EventSubscriptions {
  @Subscription(() => DisputeEventDelivery, {
    description:
      "The events of one dispute that the viewer may see: nothing lost, nothing twice, in order, also across a reconnect. " +
      "NOT_FOUND if the viewer may not see the dispute.",
    subscribe: ({ args, context }: Start<DisputeEventsArgs>) =>
      followDispute(context.useCase, context.events, {
        disputeId: fromGlobalId("Dispute", args.disputeId, ["disputeId"]),
        after: args.after,
      }),
  })
  @taking(DisputeEventsArgs)
  disputeEvents(@Root() delivery: EventDelivery): DisputeEventDelivery {
    return new DisputeEventDelivery(delivery);
  }

  @Subscription(() => DisputeEventDelivery, {
    description:
      "The events of all disputes that the viewer may see: nothing lost, nothing twice, in order within each dispute, also " +
      "across a reconnect.",
    subscribe: ({ args, context }: Start<DisputesUpdatedArgs>) =>
      followDisputes(context.useCase, context.events, {
        filter: disputeFilterOf(args.filter),
        after: args.after,
      }),
  })
  @taking(DisputesUpdatedArgs)
  disputesUpdated(@Root() delivery: EventDelivery): DisputeEventDelivery {
    return new DisputeEventDelivery(delivery);
  }
}
