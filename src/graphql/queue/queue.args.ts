import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { BREACHING_HOURS, QueueView, type QueueFilter } from "../../domain/queue/queue-view.js";
import { PageArgs } from "../connection/page.args.js";
import { fromGlobalId } from "../global-id.js";
import "./queue.enum.js";

/** What narrows a view of the queue. */
@InputType("QueueFilter", {
  description:
    "What narrows a view of the queue. All that is given must hold; what is absent, null or empty does not narrow.",
})
export class QueueFilterInput {
  @Field(() => [String], { nullable: true, description: "About one of these reason codes." })
  reason?: string[] | null;

  @Field(() => [Int], { nullable: true, description: "At one of these levels: 1, 2, 3." })
  level?: number[] | null;

  @Field(() => [String], { nullable: true, description: "In one of these currencies, by ISO 4217." })
  currency?: string[] | null;

  @Field(() => ID, { nullable: true, description: "Against this merchant." })
  merchantId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `For BREACHING: the clock runs out within so many hours. Absent: ${BREACHING_HOURS}.`,
  })
  withinHours?: number | null;
}

/** The filter with the merchant's UUID. @throws RefusedError INVALID_ID */
export function queueFilterOf(filter: QueueFilterInput | null | undefined): QueueFilter {
  if (!filter) return {};
  const { reason, level, currency, merchantId, withinHours } = filter;
  return {
    ...{ reason, level, currency, withinHours },
    merchantId: merchantId && fromGlobalId("Merchant", merchantId, ["filter", "merchantId"]),
  };
}

/** The arguments of `mediatorQueue`. */
@ArgsType()
export class MediatorQueueArgs extends PageArgs {
  @Field(() => QueueView, { nullable: true, description: "Which view. Absent: UNASSIGNED." })
  view?: QueueView | null;

  @Field(() => QueueFilterInput, {
    nullable: true,
    description: "Which cases of it. Absent: all that the viewer sees.",
  })
  filter?: QueueFilterInput | null;
}
