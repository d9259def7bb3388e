import { Reach, reachOf } from "../../domain/access/policy.js";
import { DisputeStatus } from "../../domain/dispute/dispute.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { ConnectionRows } from "../../persistence/read/connection.js";
import { queueOrder } from "../../persistence/read/orderings.js";
import type { PageArguments } from "../../persistence/read/page.js";
import { readList } from "../../persistence/read/read.js";
import type { Selection } from "../../persistence/read/selection.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * A page of the disputes that wait for a mediator, the one with the earliest deadline first.
 * @throws RefusedError FORBIDDEN if the viewer is no mediator; INVALID_PAGE, INVALID_CURSOR
 */
export async function readMediatorQueue(
  context: UseCaseContext,
  page: PageArguments,
  selection: Selection,
): Promise<ConnectionRows> {
  const reach = reachOf(context.viewer.role);
  if (reach !== Reach.QUEUED && reach !== Reach.ESCALATED) {
    refuse(ErrorCode.FORBIDDEN, "The queue is the mediators'. Use disputes(filter: …) for what you may see.");
  }
  return readList(context.database, context.viewer, {
    type: "Dispute",
    // The very condition of the partial index dispute_queue.
    filter: (row) => `${row}.status = '${DisputeStatus.QUEUED}'`,
    ordering: queueOrder,
    field: { args: { ...page }, selection },
  });
}
