import { readQueueViews, type SavedQueueView } from "../../persistence/queue-view.store.js";
import { requireDesk } from "../read/read-mediator-queue.js";
import type { UseCaseContext } from "../use-case.js";

/** The viewer's own saved views of the queue, by name. @throws RefusedError FORBIDDEN if the viewer is no mediator */
export async function listQueueViews({
  database,
  viewer,
}: UseCaseContext): Promise<readonly SavedQueueView[]> {
  requireDesk(viewer);
  return readQueueViews(database, viewer.id);
}
