import { Field, ID, InputType } from "type-graphql";
import { QueueView } from "../../domain/queue/queue-view.js";
import { WatchSubject } from "../../domain/queue/watch.js";
import { MutationInput } from "../dispute/command.input.js";
import { QueueFilterInput } from "./queue.args.js";

/** Input of saveQueueView. */
@InputType({ description: "A view of the queue, and the name to find it by." })
export class SaveQueueViewInput extends MutationInput {
  @Field(() => String, { description: "1 to 100 characters. A view of the same name is replaced." })
  name!: string;

  @Field(() => QueueView, { description: "Which view it narrows." })
  view!: QueueView;

  @Field(() => QueueFilterInput, { nullable: true, description: "What narrows it. Absent: nothing." })
  filter?: QueueFilterInput | null;
}

/** Input of deleteQueueView. */
@InputType({ description: "Which of one's own views to delete." })
export class DeleteQueueViewInput extends MutationInput {
  @Field(() => String, { description: "The view's name." })
  name!: string;
}

/** Input of unwatch. */
@InputType({ description: "What to take off the watch list." })
export class UnwatchInput extends MutationInput {
  @Field(() => ID, { description: "A dispute that the viewer sees." })
  disputeId!: string;

  @Field(() => WatchSubject, { description: "The dispute, its shopper or its merchant." })
  subject!: WatchSubject;
}

/** Input of watch. */
@InputType({ description: "What to put on the watch list, and why." })
export class WatchInput extends UnwatchInput {
  @Field(() => String, { description: "Why: 1 to 2,000 characters. Staff alone can read it." })
  reason!: string;
}
