import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { ErrorCode } from "../../src/domain/errors.js";
import type { Database } from "../../src/persistence/database.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import { encodeDisputeCursor } from "../../src/services/stream/cursor.js";
import { createEventHub, type EventHub } from "../../src/services/stream/event-hub.js";
import { followDispute } from "../../src/services/stream/follow-dispute.js";
import { followDisputes } from "../../src/services/stream/follow-disputes.js";
import type { EventDelivery } from "../../src/services/stream/follow-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import {
  appendEvent,
  appendInTransaction,
  contextFor,
  createDispute,
  createParties,
  staff,
  type Parties,
} from "../support/dispute-log.js";

let database: Database;
let hub: EventHub;
let parties: Parties;
let disputeId: string;
const errors: unknown[] = [];
const auditor = staff(Role.AUDITOR);

beforeAll(async () => {
  database = await openTestDatabase();
  hub = createEventHub(database, (error) => errors.push(error));
  database.onCommit((ids) => {
    hub.wake(ids);
  });
});
beforeEach(async () => {
  parties = await createParties(database);
  disputeId = await createDispute(database, parties);
});
afterEach(() => {
  expect(hub.size).toBe(0);
  expect(errors).toEqual([]);
});
afterAll(() => closeTestDatabase(database));

function shopper(): Viewer {
  return { role: Role.SHOPPER, id: parties.shopperId, merchantId: null };
}
function merchant(merchantId: string = parties.merchantId): Viewer {
  return { role: Role.MERCHANT_AGENT, id: randomUUID(), merchantId };
}

async function take(events: AsyncIterableIterator<EventDelivery>, count: number): Promise<EventDelivery[]> {
  const taken: EventDelivery[] = [];
  while (taken.length < count) {
    const next = await events.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

/** What a viewer gets of a dispute from the beginning. */
async function readAll(viewer: Viewer, count: number): Promise<string[]> {
  const after = encodeDisputeCursor(viewer, disputeId, 0);
  const events = await followDispute(contextFor(database, viewer), hub, { disputeId, after });
  const taken = await take(events, count);
  await events.return?.();
  return taken.map(({ eventId }) => eventId);
}

describe("the events of one dispute", () => {
  it("come from the moment of subscribing on, in order, as they are committed", async () => {
    const events = await followDispute(contextFor(database, shopper()), hub, { disputeId });
    const written = [await appendEvent(database, disputeId), await appendEvent(database, disputeId)];
    const first = await take(events, 2);
    written.push(await appendEvent(database, disputeId));
    const second = await take(events, 1);
    expect([...first, ...second].map(({ eventId }) => eventId)).toEqual(written);
    await events.return?.();
  });

  it("show each viewer its own and leave no gap in its numbering", async () => {
    const hidden = await appendEvent(database, disputeId, { audience: "STAFF" });
    const toShopper = await appendEvent(database, disputeId, { audience: "SHOPPER" });
    const toMerchant = await appendEvent(database, disputeId, { audience: "MERCHANT" });
    const toAll = await appendEvent(database, disputeId, { audience: "ALL" });
    expect((await readAll(shopper(), 3)).slice(1)).toEqual([toShopper, toAll]);
    expect((await readAll(merchant(), 3)).slice(1)).toEqual([toMerchant, toAll]);
    expect((await readAll(auditor, 5)).slice(1)).toEqual([hidden, toShopper, toMerchant, toAll]);
    expect((await readAll(staff(Role.INTEGRATION), 2)).slice(1)).toEqual([toAll]);
    const viewer = staff(Role.INTEGRATION);
    const after = encodeDisputeCursor(viewer, disputeId, 1);
    const events = await followDispute(contextFor(database, viewer), hub, { disputeId, after });
    expect((await take(events, 1))[0]!.cursor).toBe(encodeDisputeCursor(viewer, disputeId, 2));
    await events.return?.();
  });

  it("are NOT_FOUND for whoever may not see the dispute, missing or hidden alike", async () => {
    const strangers = [
      merchant(randomUUID()),
      { ...shopper(), id: randomUUID() },
      staff(Role.MEDIATOR),
      staff(Role.CARRIER),
    ];
    const messages = new Set<string>();
    for (const viewer of strangers) {
      for (const id of [disputeId, randomUUID()]) {
        const attempt = followDispute(contextFor(database, viewer), hub, { disputeId: id });
        await expect(attempt).rejects.toMatchObject({ refusals: [{ code: ErrorCode.NOT_FOUND }] });
        await attempt.catch((error: unknown) => messages.add(String(error)));
      }
    }
    expect(messages.size).toBe(1);
  });

  it("stop for a mediator when the dispute is no longer its own", async () => {
    const queued = await createDispute(database, parties, { status: "QUEUED" });
    const mediator = staff(Role.MEDIATOR);
    const events = await followDispute(contextFor(database, mediator), hub, { disputeId: queued });
    const seen = await appendEvent(database, queued);
    expect((await take(events, 1))[0]!.eventId).toBe(seen);
    await database.query("UPDATE dispute SET status = 'IN_REVIEW' WHERE id = $1", [queued]);
    await appendEvent(database, queued);
    const next = events.next();
    expect(await Promise.race([next, pause(200, "nothing")])).toBe("nothing");
    await events.return?.();
    expect((await next).done).toBe(true);
  });

  it.each(["", "x", "####", "ZGlzcHV0ZQ", "../..", "a".repeat(300)])(
    "refuse the cursor %j",
    async (after) => {
      await expect(
        followDispute(contextFor(database, shopper()), hub, { disputeId, after }),
      ).rejects.toMatchObject({
        refusals: [{ code: ErrorCode.INVALID_CURSOR, field: ["after"] }],
      });
      await expect(followDisputes(contextFor(database, shopper()), hub, { after })).rejects.toMatchObject({
        refusals: [{ code: ErrorCode.INVALID_CURSOR }],
      });
    },
  );

  it("refuse a cursor of another dispute or another side", async () => {
    for (const after of [
      encodeDisputeCursor(shopper(), randomUUID(), 1),
      encodeDisputeCursor(merchant(), disputeId, 1),
    ]) {
      await expect(
        followDispute(contextFor(database, shopper()), hub, { disputeId, after }),
      ).rejects.toMatchObject({ refusals: [{ code: ErrorCode.INVALID_CURSOR }] });
    }
  });
});

describe("the events of all disputes", () => {
  it("come to those whom they concern only", async () => {
    const other = await createParties(database);
    const theirs = await createDispute(database, other);
    const own = await followDisputes(contextFor(database, merchant()), hub, {});
    const all = await followDisputes(contextFor(database, auditor), hub, {});
    const first = await appendEvent(database, theirs);
    const second = await appendEvent(database, disputeId);
    expect((await take(own, 1)).map(({ eventId }) => eventId)).toEqual([second]);
    expect((await take(all, 2)).map(({ eventId }) => eventId)).toEqual([first, second]);
    await own.return?.();
    await all.return?.();
  });

  it("take the filter's disputes only", async () => {
    const queued = await createDispute(database, parties, { status: "QUEUED" });
    const events = await followDisputes(contextFor(database, auditor), hub, {
      filter: { status: ["QUEUED"] },
    });
    await appendEvent(database, disputeId);
    const wanted = await appendEvent(database, queued);
    expect((await take(events, 1))[0]!.eventId).toBe(wanted);
    await events.return?.();
  });

  it("wait for a slower transaction that began before, and leave out what was committed before subscribing", async () => {
    const slow = await createDispute(database, parties);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let slowEvent = "";
    let started = (): void => undefined;
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const slowWriter = inTransaction(database, async (tx) => {
      slowEvent = await appendInTransaction(tx, slow);
      started();
      await held;
    });
    await running;
    await appendEvent(database, disputeId);
    const events = await followDisputes(contextFor(database, auditor), hub, {});
    const fast = await appendEvent(database, disputeId);
    const first = events.next();
    expect(await Promise.race([first, pause(100, "nothing")])).toBe("nothing");
    release();
    await slowWriter;
    const delivered = [(await first).value as EventDelivery, ...(await take(events, 1))];
    expect(delivered.map(({ eventId }) => eventId)).toEqual([slowEvent, fast]);
    await events.return?.();
  });

  it("are read on when a transaction that writes no event has held them back", async () => {
    const events = await followDisputes(contextFor(database, auditor), hub, {});
    const client = await database.pool.connect();
    await client.query("BEGIN");
    await client.query("SELECT pg_current_xact_id()");
    const written = await appendEvent(database, disputeId);
    const next = events.next();
    expect(await Promise.race([next, pause(100, "nothing")])).toBe("nothing");
    await client.query("COMMIT");
    client.release();
    expect(((await next).value as EventDelivery).eventId).toBe(written);
    await events.return?.();
  });

  it("resume after a cursor with nothing lost and nothing twice", async () => {
    const events = await followDisputes(contextFor(database, auditor), hub, {});
    const written = [];
    for (let index = 0; index < 250; index += 1) written.push(await appendEvent(database, disputeId));
    const first = await take(events, 120);
    await events.return?.();
    const after = first.at(-1)!.cursor;
    const resumed = await followDisputes(contextFor(database, auditor), hub, { after });
    const rest = await take(resumed, 130);
    await resumed.return?.();
    expect([...first, ...rest].map(({ eventId }) => eventId)).toEqual(written);
  });
});
