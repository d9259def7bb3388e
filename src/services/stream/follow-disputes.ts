import { sideOf, Side, type Viewer } from "../../domain/access/viewer.js";
import { readFeed, readFeedStart } from "../../persistence/feed.store.js";
import { disputeFilterSql, type DisputeFilter } from "../../persistence/read/dispute-filter.js";
import { checkSearch } from "../read/list-disputes.js";
import type { UseCaseContext } from "../use-case.js";
import { decodeFeedCursor, encodeFeedCursor } from "./cursor.js";
import type { EventHub, Interest } from "./event-hub.js";
import { followLog, type DeliveryBatch, type EventDelivery } from "./follow-log.js";

const BATCH = 100;

function interestOf(viewer: Viewer): Interest {
  switch (sideOf(viewer.role)) {
    case Side.SHOPPER:
      return { kind: "shopper", id: viewer.id };
    case Side.MERCHANT:
      return { kind: "merchant", id: viewer.merchantId ?? "" };
    case null:
      return { kind: "all", id: "" };
  }
}

/**
 * Follows the events of all disputes that the viewer may see and the filter takes: nothing lost, nothing
 * twice, in order. Both are asked of the dispute as it is when the event is delivered.
 * @param input.filter default: all
 * @param input.after cursor of the last event known; default: from now
 * @throws RefusedError INVALID_CURSOR, INVALID_TEXT
 */
export async function followDisputes(
  context: UseCaseContext,
  hub: EventHub,
  input: { filter?: DisputeFilter | null; after?: string | null | undefined },
): Promise<AsyncIterableIterator<EventDelivery>> {
  const { database, viewer } = context;
  checkSearch(input.filter ?? {});
  const filter = disputeFilterSql(input.filter ?? {});
  const resumed = typeof input.after === "string" ? decodeFeedCursor(input.after) : null;
  const start =
    resumed === null ? await readFeedStart(database) : { position: resumed, seen: new Set<string>() };
  let after = start.position;
  const readBatch = async (): Promise<DeliveryBatch> => {
    const { events, end } = await readFeed(database, viewer, { filter, after, limit: BATCH });
    after = end;
    const deliveries = events
      .filter(({ position }) => !start.seen.has(position))
      .map((event) => ({
        cursor: encodeFeedCursor(event),
        eventId: event.eventId,
        disputeId: event.disputeId,
      }));
    return { deliveries, more: events.length === BATCH };
  };
  return followLog(hub, interestOf(viewer), readBatch);
}
