import { DisputeStatus } from "../../../src/domain/dispute/dispute.js";
import { queuePlaceAfter } from "../../../src/domain/queue/queue-place.js";
import { addHours } from "../../../src/domain/time.js";
import { start } from "../dispute/support.js";

const place = { queuedAt: start, overdueAt: null };
const before = (status: DisputeStatus, queue: typeof place | null = place) => ({
  ...{ status, queue, suspendedFrom: null },
});
const event = (status: DisputeStatus, type = "SOMETHING") => ({ type, after: { status } });
const later = addHours(start, 5);
const anew = { queuedAt: later, overdueAt: null };

describe("the place in the queue", () => {
  it.each<[string, DisputeStatus, DisputeStatus, object]>([
    ["begins when the platform is called in", "NEGOTIATING", "QUEUED", anew],
    ["begins anew when a ruling is appealed", "RULED", "APPEALED", anew],
    ["begins anew when a closed dispute is opened again", "CLOSED", "QUEUED", anew],
    ["is kept by a case that comes back to the queue", "DECIDING", "QUEUED", place],
    ["is kept while somebody works on it", "QUEUED", "IN_REVIEW", place],
    ["is kept by an appeal that is sent back", "APPEALED", "EVIDENCE", place],
    ["is kept while suspended", "IN_REVIEW", "SUSPENDED", place],
  ])("%s", (_what, from, to, expected) => {
    expect(queuePlaceAfter(before(from), event(to), later)).toEqual(expected);
  });

  it("is kept by a case that goes on after a suspension, and there is none among the sides", () => {
    const suspended = { ...before("SUSPENDED"), suspendedFrom: DisputeStatus.DECIDING };
    expect(queuePlaceAfter(suspended, event("DECIDING"), later)).toEqual(place);
    expect(queuePlaceAfter(before("MERCHANT_RESPONSE", null), event("NEGOTIATING"), later)).toBeNull();
  });

  it("is overdue from the first clock that the platform lets run out", () => {
    const missed = queuePlaceAfter(before("QUEUED"), event("QUEUED", "PLATFORM_DEADLINE_MISSED"), later);
    expect(missed).toEqual({ queuedAt: start, overdueAt: later });
    const again = { ...before("QUEUED"), queue: missed };
    const second = queuePlaceAfter(again, event("QUEUED", "PLATFORM_DEADLINE_MISSED"), addHours(later, 9));
    expect(second).toEqual(missed);
  });
});
