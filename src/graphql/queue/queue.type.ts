import { Field, ID, Int, ObjectType } from "type-graphql";
import { QueueView } from "../../domain/queue/queue-view.js";
import { WatchSubject } from "../../domain/queue/watch.js";
import type { SavedQueueView } from "../../persistence/queue-view.store.js";
import { toGlobalId } from "../global-id.js";
import { ReadObjectType } from "../object-type.js";
import { DateTimeScalar } from "../scalars/scalars.js";
import "./queue.enum.js";

/** A number of cases. */
@ObjectType("QueueCount", { description: "How many cases a view of the queue has.", simpleResolvers: true })
export class QueueCountType {
  @Field(() => QueueView, { description: "The view." })
  view!: QueueView;

  @Field(() => Int, { description: "How many cases of it the viewer sees." })
  count!: number;
}

/** A view that somebody saved. */
@ObjectType("SavedQueueView", {
  description: "A view of the queue that the viewer saved. What does not narrow it is null.",
})
export class SavedQueueViewType {
  constructor(private readonly saved: SavedQueueView) {}

  @Field(() => String, { description: "Its name." })
  name(): string {
    return this.saved.name;
  }

  @Field(() => QueueView, { description: "Which view it narrows." })
  view(): QueueView {
    return this.saved.view;
  }

  @Field(() => [String], { nullable: true, description: "About one of these reason codes." })
  reason(): readonly string[] | null {
    return this.saved.filter.reason ?? null;
  }

  @Field(() => [Int], { nullable: true, description: "At one of these levels." })
  level(): readonly number[] | null {
    return this.saved.filter.level ?? null;
  }

  @Field(() => [String], { nullable: true, description: "In one of these currencies." })
  currency(): readonly string[] | null {
    return this.saved.filter.currency ?? null;
  }

  @Field(() => ID, { nullable: true, description: "Against this merchant." })
  merchantId(): string | null {
    const { merchantId } = this.saved.filter;
    return merchantId ? toGlobalId("Merchant", merchantId) : null;
  }

  @Field(() => Int, { nullable: true, description: "For BREACHING: within so many hours." })
  withinHours(): number | null {
    return this.saved.filter.withinHours ?? null;
  }

  @Field(() => DateTimeScalar, { description: "When it was last saved." })
  savedAt(): Date {
    return this.saved.savedAt;
  }
}

/** Something that staff keep an eye on. */
@ReadObjectType(
  "StandingWatch",
  "An entry of the watch list that a dispute touches. For the platform's staff.",
  { node: false },
)
export class StandingWatchType {
  @Field(() => WatchSubject, { description: "What is watched: the dispute, its shopper or its merchant." })
  subject!: WatchSubject;

  @Field(() => String, { description: "Why, in the words of whoever put it there." })
  reason!: string;

  @Field(() => DateTimeScalar, { description: "Since when." })
  watchedAt!: Date;
}
