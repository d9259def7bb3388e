import { ErrorCode, refuse } from "../../domain/errors.js";
import type { QueueFilter, QueueView } from "../../domain/queue/queue-view.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { lockQueueViews, readQueueViews, saveQueueViewRow } from "../../persistence/queue-view.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { checkQueueFilter, requireDesk } from "../read/read-mediator-queue.js";
import type { UseCaseContext } from "../use-case.js";

/** Most views that one person keeps. */
const MOST_VIEWS = 50;

/** A view of the queue under a name. */
export interface SaveQueueViewInput {
  readonly clientMutationId: string;
  readonly name: string;
  readonly view: QueueView;
  readonly filter: QueueFilter;
}

/**
 * Saves a view of the queue for oneself; one of the same name is replaced.
 * @throws RefusedError FORBIDDEN if the viewer is no mediator, INVALID_TEXT, VALIDATION, QUOTA_EXCEEDED with 50 views,
 *   IDEMPOTENCY_MISMATCH
 */
export function saveQueueView(
  context: UseCaseContext,
  input: SaveQueueViewInput,
): Promise<{ readonly name: string }> {
  const { viewer, clock } = context;
  requireDesk(viewer);
  const { clientMutationId, view, filter } = input;
  const name = cleanText(input.name, { field: ["name"], maximum: TextLimit.CODE });
  checkQueueFilter(filter);
  return inTransactionOnce(context, { mutation: "saveQueueView", clientMutationId, input }, async (tx) => {
    await lockQueueViews(tx, viewer.id);
    const saved = await readQueueViews(tx, viewer.id);
    if (saved.length >= MOST_VIEWS && !saved.some((other) => other.name === name)) {
      refuse(
        ErrorCode.QUOTA_EXCEEDED,
        `You have ${saved.length} views, which is the limit. Delete one, or replace one by its name.`,
      );
    }
    await saveQueueViewRow(tx, viewer.id, { name, view, filter, savedAt: clock.now() });
    return { name };
  });
}
