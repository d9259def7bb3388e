import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from "type-graphql";
import { deleteQueueView } from "../../services/queue/delete-queue-view.js";
import { listQueueViews } from "../../services/queue/list-queue-views.js";
import { saveQueueView } from "../../services/queue/save-queue-view.js";
import { unwatch, watch } from "../../services/queue/watch.js";
import { readMediatorQueue, readMediatorQueueCounts } from "../../services/read/read-mediator-queue.js";
import { connectionOf } from "../connection/connection.type.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { plainPayload } from "../mutation-payload.js";
import { selectionOf } from "../selection.js";
import { MediatorQueueArgs, QueueFilterInput, queueFilterOf } from "./queue.args.js";
import { DeleteQueueViewInput, SaveQueueViewInput, UnwatchInput, WatchInput } from "./queue.input.js";
import { QueueViewPayload, WatchPayload } from "./queue.payload.js";
import { QueueCountType, SavedQueueViewType } from "./queue.type.js";

/** The mediators' queue, its views and the watch list. */
@Resolver()
export class QueueResolver {
  @Query(() => connectionOf("Dispute"), {
    description:
      "A view of the mediators' queue, by the rulebook's priority: points for reason, amount, urgency and others, and one for " +
      "each so many hours of waiting; what the platform is late with comes first. While cases move, a page goes on where the " +
      "case at its cursor stands now. For mediators only.",
  })
  mediatorQueue(
    @Args(() => MediatorQueueArgs) { view, filter, ...page }: MediatorQueueArgs,
    @Ctx() { useCase }: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return readMediatorQueue(useCase, { view, filter: queueFilterOf(filter), page }, selectionOf(info));
  }

  @Query(() => [QueueCountType], {
    description: "How many cases the viewer sees in each view of the queue. For mediators only.",
  })
  mediatorQueueCounts(
    @Arg("filter", () => QueueFilterInput, { nullable: true, description: "Which cases. Absent: all." })
    filter: QueueFilterInput | null,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<readonly object[]> {
    return readMediatorQueueCounts(useCase, queueFilterOf(filter));
  }

  @Query(() => [SavedQueueViewType], {
    description: "The views of the queue that the viewer saved, by name. For mediators only.",
  })
  async myQueueViews(@Ctx() { useCase }: GraphQLContext): Promise<SavedQueueViewType[]> {
    return (await listQueueViews(useCase)).map((saved) => new SavedQueueViewType(saved));
  }

  @Mutation(() => QueueViewPayload, {
    description: "Saves a view of the queue for oneself; at most 50. Roles MEDIATOR, SENIOR_MEDIATOR.",
  })
  saveQueueView(
    @Arg("input", () => SaveQueueViewInput, { description: "The view, and its name." })
    input: SaveQueueViewInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<QueueViewPayload> {
    return plainPayload(QueueViewPayload, input, async () => {
      const { clientMutationId, name, view } = input;
      return saveQueueView(useCase, { clientMutationId, name, view, filter: queueFilterOf(input.filter) });
    });
  }

  @Mutation(() => QueueViewPayload, {
    description: "Deletes a view of the queue that the viewer saved. Roles MEDIATOR, SENIOR_MEDIATOR.",
  })
  deleteQueueView(
    @Arg("input", () => DeleteQueueViewInput, { description: "Which view." }) input: DeleteQueueViewInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<QueueViewPayload> {
    return plainPayload(QueueViewPayload, input, async () => {
      const { clientMutationId, name } = input;
      return deleteQueueView(useCase, { clientMutationId, name });
    });
  }

  @Mutation(() => WatchPayload, {
    description:
      "Puts a dispute, its shopper or its merchant on the watch list of the staff; the sides never learn of it. Roles " +
      "MEDIATOR, SENIOR_MEDIATOR, FRONTLINE_AGENT.",
  })
  watch(
    @Arg("input", () => WatchInput, { description: "What to watch, and why." }) input: WatchInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<WatchPayload> {
    return plainPayload(WatchPayload, input, async () => {
      const { clientMutationId, subject, reason } = input;
      const disputeId = fromGlobalId("Dispute", input.disputeId, ["disputeId"]);
      return watch(useCase, { clientMutationId, subject, reason, disputeId });
    });
  }

  @Mutation(() => WatchPayload, {
    description: "Takes it off the watch list. Roles MEDIATOR, SENIOR_MEDIATOR, FRONTLINE_AGENT.",
  })
  unwatch(
    @Arg("input", () => UnwatchInput, { description: "What need not be watched any more." })
    input: UnwatchInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<WatchPayload> {
    return plainPayload(WatchPayload, input, async () => {
      const { clientMutationId, subject } = input;
      const disputeId = fromGlobalId("Dispute", input.disputeId, ["disputeId"]);
      return unwatch(useCase, { clientMutationId, subject, disputeId });
    });
  }
}
