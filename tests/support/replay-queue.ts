import { randomUUID } from "node:crypto";
import { deleteQueueView } from "../../src/services/queue/delete-queue-view.js";
import { saveQueueView } from "../../src/services/queue/save-queue-view.js";
import { unwatch, watch } from "../../src/services/queue/watch.js";
import { saveMediator } from "../../src/services/staff/save-mediator.js";
import { endShift, startShift } from "../../src/services/staff/shift.js";
import { addHours } from "../../src/domain/time.js";
import { storyBegin } from "./factory.js";
import type { ReplayCase, UseCase } from "./replay-cases.js";

/** A mutation that is not about one dispute; `first` is done before. */
export interface PlatformCase {
  readonly senior?: boolean;
  readonly run: UseCase;
  readonly first?: UseCase;
  readonly input?: object;
  readonly other: object;
}

const view = { name: "Food", view: "UNASSIGNED", filter: { reason: ["FOOD_SAFETY"] } };

/** The mutations about the queue and its staff that are not about one dispute, by their names. */
export const queueCases: Readonly<Record<string, PlatformCase>> = {
  saveMediator: {
    ...{ senior: true, run: saveMediator, other: { level: 2 } },
    input: { publicName: "Kim", level: 1, capacity: 5 },
  },
  startShift: { run: startShift, other: { until: addHours(storyBegin, 1) } },
  endShift: {
    ...{ run: endShift, other: { mediatorId: null } },
    first: (context) => startShift(context, { clientMutationId: randomUUID() }),
  },
  saveQueueView: { run: saveQueueView, input: view, other: { name: "Other" } },
  deleteQueueView: {
    ...{ run: deleteQueueView, input: { name: "Food" }, other: { name: "Other" } },
    first: (context) => saveQueueView(context, { ...view, clientMutationId: randomUUID() } as never),
  },
};

const watched = { subject: "SHOPPER" };
/** The mutations about the watch list. */
export const watchCases: Readonly<Record<string, ReplayCase>> = {
  watch: {
    ...{
      from: "IN_REVIEW",
      by: ({ cast }) => cast.mediator,
      run: watch,
      other: { ...watched, reason: "Another." },
    },
    input: () => ({ ...watched, reason: "Third claim this week." }),
  },
  unwatch: {
    ...{ from: "IN_REVIEW", by: ({ cast }) => cast.mediator, run: unwatch, other: { subject: "MERCHANT" } },
    input: async (story) => {
      await watch(story.factory.as(story.cast.mediator), {
        ...story.input(),
        subject: "SHOPPER",
        reason: "Why.",
      });
      return watched;
    },
  },
};
