import { randomUUID } from "node:crypto";
import { deleteQueueView } from "../../src/services/queue/delete-queue-view.js";
import { saveQueueView } from "../../src/services/queue/save-queue-view.js";
import { saveMediator } from "../../src/services/staff/save-mediator.js";
import { endShift, startShift } from "../../src/services/staff/shift.js";
import { addHours } from "../../src/domain/time.js";
import { storyBegin } from "./factory.js";
import type { UseCase } from "./replay-cases.js";

/** A mutation about the desk and its staff; `first` is done before. */
interface DeskCase {
  readonly senior?: boolean;
  readonly run: UseCase;
  readonly first?: UseCase;
  readonly input?: object;
  readonly other: object;
}

const view = { name: "Food", view: "UNASSIGNED", filter: { reason: ["FOOD_SAFETY"] } };

/** The mutations about the queue and its staff that are not about one dispute, by their names. */
export const deskCases: Readonly<Record<string, DeskCase>> = {
  saveMediator: {
    ...{ senior: true, run: saveMediator as UseCase, other: { level: 2 } },
    input: { publicName: "Kim", level: 1, capacity: 5 },
  },
  startShift: { run: startShift as UseCase, other: { until: addHours(storyBegin, 1) } },
  endShift: { run: endShift as UseCase, other: { mediatorId: null } },
  saveQueueView: { run: saveQueueView as UseCase, input: view, other: { name: "Other" } },
  deleteQueueView: {
    ...{ run: deleteQueueView as UseCase, input: { name: "Food" }, other: { name: "Other" } },
    first: (context) => saveQueueView(context, { ...view, clientMutationId: randomUUID() } as never),
  },
};
