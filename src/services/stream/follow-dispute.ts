import { readDisputeEnd, readDisputeEvents } from "../../persistence/feed.store.js";
import { refuseNotFound } from "../read/read-node.js";
import type { UseCaseContext } from "../use-case.js";
import { decodeDisputeCursor, encodeDisputeCursor } from "./cursor.js";
import type { EventHub } from "./event-hub.js";
import { followLog, type DeliveryBatch, type EventDelivery } from "./follow-log.js";

const BATCH = 100;

/**
 * Follows the events of one dispute, as far as the viewer may see them: nothing lost, nothing twice, in order.
 * @param input.after cursor of the last event known; default: from now
 * @throws RefusedError NOT_FOUND, INVALID_CURSOR
 */
export async function followDispute(
  context: UseCaseContext,
  hub: EventHub,
  input: { disputeId: string; after?: string | null | undefined },
): Promise<AsyncIterableIterator<EventDelivery>> {
  const { database, viewer } = context;
  const { disputeId } = input;
  const end = await readDisputeEnd(database, viewer, disputeId);
  if (end === null) refuseNotFound("Dispute");
  let after = typeof input.after === "string" ? decodeDisputeCursor(viewer, disputeId, input.after) : end;
  const readBatch = async (): Promise<DeliveryBatch> => {
    const events = await readDisputeEvents(database, viewer, { disputeId, after, limit: BATCH });
    after = events.at(-1)?.number ?? after;
    const deliveries = events.map(({ eventId, number }) => ({
      cursor: encodeDisputeCursor(viewer, disputeId, number),
      eventId,
      disputeId,
    }));
    return { deliveries, more: events.length === BATCH };
  };
  return followLog(hub, { kind: "dispute", id: disputeId }, readBatch);
}
