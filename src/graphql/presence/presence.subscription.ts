import { ArgsType, Field, ID, Resolver, Root, Subscription } from "type-graphql";
import { followPresence, type PresenceDelivery } from "../../services/stream/follow-presence.js";
import { taking, type Start } from "../event/subscription-start.js";
import { fromGlobalId } from "../global-id.js";
import { CasePresenceType } from "./presence.type.js";

/** Which case is open. */
@ArgsType()
class CasePresenceArgs {
  @Field(() => ID, { description: "The dispute that the viewer has open." })
  disputeId!: string;
}

/** Who has a case open. */
@Resolver()
export class PresenceSubscription {
  @Subscription(() => CasePresenceType, {
    description:
      "Who else of the platform's staff has a case open: at once, and on every change. Whoever subscribes counts as present " +
      "until the subscription ends; of a process that was killed, for 30 seconds at most. NOT_FOUND for who may not see the " +
      "case and for who is not staff.",
    subscribe: ({ args, context }: Start<CasePresenceArgs>) =>
      followPresence(context.useCase, context.events, fromGlobalId("Dispute", args.disputeId, ["disputeId"])),
  })
  @taking(CasePresenceArgs)
  casePresence(@Root() delivery: PresenceDelivery): CasePresenceType {
    return new CasePresenceType(delivery);
  }
}
