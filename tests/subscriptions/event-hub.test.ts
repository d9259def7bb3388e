import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Role } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { readFeedStart, readFeedTail } from "../../src/persistence/feed.store.js";
import { createEventHub, type EventHub } from "../../src/services/stream/event-hub.js";
import { followDispute } from "../../src/services/stream/follow-dispute.js";
import { followDisputes } from "../../src/services/stream/follow-disputes.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import {
  appendEvent,
  contextFor,
  createDispute,
  createParties,
  eventually,
  staff,
  type Parties,
} from "../support/dispute-log.js";

let database: Database;
let hub: EventHub;
let parties: Parties;
let disputeId: string;
const auditor = staff(Role.AUDITOR);

beforeAll(async () => {
  database = await openTestDatabase();
  hub = createEventHub(database, (error) => {
    throw error;
  });
  database.onCommit((ids) => {
    hub.wake(ids);
  });
});
beforeEach(async () => {
  parties = await createParties(database);
  disputeId = await createDispute(database, parties);
});
afterAll(() => closeTestDatabase(database));

describe("the hub", () => {
  it("frees a subscriber that returns while it waits, reads or has more to give", async () => {
    const before = database.pool.totalCount - database.pool.idleCount;
    for (let round = 0; round < 50; round += 1) {
      const events = await followDispute(contextFor(database, auditor), hub, { disputeId });
      const pending = round % 2 === 0 ? events.next() : null;
      if (round % 3 === 0) await pause(1);
      await events.return?.();
      if (pending !== null) expect((await pending).done).toBe(true);
      expect((await events.next()).done).toBe(true);
    }
    expect(hub.size).toBe(0);
    await eventually(
      () => database.pool.totalCount - database.pool.idleCount <= before,
      "connections given back",
    );
  });

  it("ends every subscription when it is closed", async () => {
    const closing = createEventHub(database, () => undefined);
    const events = await followDispute(contextFor(database, auditor), closing, { disputeId });
    const first = events.next();
    await pause(20);
    closing.close();
    expect((await first).done).toBe(true);
    expect(closing.size).toBe(0);
    const late = await followDispute(contextFor(database, auditor), closing, { disputeId });
    expect((await late.next()).done).toBe(true);
  });

  it("costs no query while nobody is subscribed", async () => {
    const statements: string[] = [];
    await pause(50);
    database.onStatement = (text) => statements.push(text);
    hub.poll();
    hub.wake([disputeId]);
    hub.wakeAll();
    await pause(50);
    database.onStatement = undefined;
    expect(statements).toEqual([]);
  });

  it("reads the log once for all when something happens to disputes that concern nobody here", async () => {
    const other = await createDispute(database, await createParties(database));
    const subscribers = [];
    for (let index = 0; index < 20; index += 1) {
      const events = await followDisputes(
        contextFor(database, { role: Role.MERCHANT_AGENT, id: randomUUID(), merchantId: parties.merchantId }),
        hub,
        {},
      );
      void events.next();
      subscribers.push(events);
    }
    await pause(100);
    let statements = 0;
    database.onStatement = (text) => (statements += text.includes("pg_snapshot_xmin") ? 1 : 0);
    await appendEvent(database, other);
    await pause(100);
    database.onStatement = undefined;
    expect(statements).toBeLessThan(10);
    for (const events of subscribers) await events.return?.();
  });

  it("tells the tail of the feed apart from its end", async () => {
    const { position } = await readFeedStart(database);
    await appendEvent(database, disputeId);
    // The horizon is that of the whole server: other test files hold it back for a moment.
    let tail = await readFeedTail(database, position, 10);
    await eventually(async () => {
      tail = await readFeedTail(database, position, 10);
      return tail.rows.length > 0 && !tail.pending;
    }, "the event is below the horizon");
    const { merchantId, shopperId } = parties;
    expect(tail.rows.at(-1)).toMatchObject({ disputeId, merchantId, shopperId });
    expect((await readFeedTail(database, tail.position, 10)).rows).toEqual([]);
  });
});
