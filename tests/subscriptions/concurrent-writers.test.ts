import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import pino from "pino";
import { createDataSource } from "../../ormconfig.js";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { Database } from "../../src/persistence/database.js";
import { startWakeUp, type WakeUp } from "../../src/server/wake-up.js";
import { createPlatformClock } from "../../src/services/clock/platform-clock.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { createEventHub, type EventHub } from "../../src/services/stream/event-hub.js";
import { encodeDisputeCursor } from "../../src/services/stream/cursor.js";
import { followDispute } from "../../src/services/stream/follow-dispute.js";
import { followDisputes } from "../../src/services/stream/follow-disputes.js";
import type { EventDelivery } from "../../src/services/stream/follow-log.js";
import { closeTestDatabase, openTestDatabase, testDatabaseUrl } from "../support/database.js";
import {
  appendEvent,
  contextFor,
  createDispute,
  createParties,
  eventually,
  staff,
  type Parties,
} from "../support/dispute-log.js";

/** One process of the platform: a pool, a hub, a wake-up connection. */
interface Process {
  readonly database: Database;
  readonly hub: EventHub;
  readonly wakeUp: WakeUp;
}

const WRITERS = 8;
const EVENTS_EACH = 25;
const log = pino({ level: "silent" });

let first: Database;
let parties: Parties;
const processes: Process[] = [];

async function startProcess(database: Database): Promise<Process> {
  const hub = createEventHub(database, () => undefined);
  const clock = await createPlatformClock(database, () => new Date(), { movable: true });
  const wakeUp = await startWakeUp({ databaseUrl: testDatabaseUrl(first), database, hub, clock, log });
  return { database, hub, wakeUp };
}

beforeAll(async () => {
  first = await openTestDatabase();
  parties = await createParties(first);
  processes.push(await startProcess(first));
  const second = await createDataSource(testDatabaseUrl(first), { poolSize: 5 }).initialize();
  processes.push(await startProcess(new Database(second)));
});
afterAll(async () => {
  for (const { hub, wakeUp } of processes) {
    hub.close();
    await wakeUp.stop();
  }
  await processes[1]?.database.dataSource.destroy();
  await closeTestDatabase(first);
});

type Follow = (process: Process, after: string | undefined) => Promise<AsyncIterableIterator<EventDelivery>>;

/** Follows until `count` events have come, leaving and coming back with its cursor at random, at any process. */
async function followRestlessly(follow: Follow, count: number, after?: string): Promise<string[]> {
  const seen: string[] = [];
  let cursor = after;
  while (seen.length < count) {
    const events = await follow(processes[Math.floor(Math.random() * 2)]!, cursor);
    const stay = 1 + Math.floor(Math.random() * 40);
    for (let taken = 0; taken < stay && seen.length < count; taken += 1) {
      const { value, done } = (await events.next()) as IteratorResult<EventDelivery, undefined>;
      if (done === true) break;
      seen.push(value.eventId);
      cursor = value.cursor;
    }
    await events.return?.();
    await pause(Math.random() * 10);
  }
  return seen;
}

/** What the log holds for a viewer, in the order of each dispute. */
async function logged(
  disputeIds: readonly string[],
  audiences: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await first.query<{ id: string; dispute_id: string }>(
    `SELECT id, dispute_id FROM dispute_event WHERE dispute_id = ANY ($1::uuid[]) AND audience = ANY ($2)
       AND type <> 'DISPUTE_OPENED' ORDER BY sequence`,
    [disputeIds, audiences],
  );
  return group(rows);
}

function group(rows: readonly { id: string; dispute_id: string }[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const row of rows) grouped.set(row.dispute_id, [...(grouped.get(row.dispute_id) ?? []), row.id]);
  return grouped;
}

const audiencesFor = ["ALL", "STAFF", "SHOPPER", "MERCHANT"] as const;

async function write(disputeIds: readonly string[], writer: number): Promise<void> {
  for (let index = 0; index < EVENTS_EACH; index += 1) {
    const { database } = processes[writer % 2]!;
    const disputeId = disputeIds[Math.floor(Math.random() * disputeIds.length)]!;
    const audience = audiencesFor[Math.floor(Math.random() * 4)]!;
    await appendEvent(database, disputeId, { audience }, Math.random() < 0.3 ? Math.random() * 40 : 0);
  }
}

/** Breaks the wake-up connections again and again while `work` runs. */
async function withoutRest(work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  const client = new Client({ connectionString: testDatabaseUrl(first) });
  await client.connect();
  const breaking = (async () => {
    while (!done.signal.aborted) {
      await pause(150);
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'ombud wake-up' AND datname = current_database()`,
      );
    }
  })();
  await work;
  done.abort();
  await breaking;
  await client.end();
}

it("delivers every event once and in order while writers, readers and connections come and go", async () => {
  const disputeIds: string[] = [];
  for (let index = 0; index < 4; index += 1) disputeIds.push(await createDispute(first, parties));
  const total = WRITERS * EVENTS_EACH;
  const auditor = staff(Role.AUDITOR);
  const shopper: Viewer = { role: Role.SHOPPER, id: parties.shopperId, merchantId: null };

  // The first cursor of the feed is that of an event that everybody may see.
  const opening = await followDisputes(contextFor(first, auditor), processes[0]!.hub, {});
  await appendEvent(first, disputeIds[0]!);
  const start = ((await opening.next()).value as EventDelivery).cursor;
  await opening.return?.();
  const before = await logged(disputeIds, audiencesFor);
  const skip = before.get(disputeIds[0]!)!;

  const feed: Follow = ({ database, hub }, after) =>
    followDisputes(contextFor(database, auditor), hub, { after });
  const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(disputeIds, writer)));
  const feeds = Array.from({ length: 4 }, () => followRestlessly(feed, total, start));
  await withoutRest(writing);

  const all = await logged(disputeIds, audiencesFor);
  const own = await logged(disputeIds, ["ALL", "SHOPPER"]);
  const sequences = await Promise.all(feeds);
  for (const sequence of sequences) {
    expect(sequence).toEqual(sequences[0]);
    expect(new Set(sequence).size).toBe(total);
    for (const [disputeId, ids] of all) {
      const expected = ids.filter((id) => !(disputeId === disputeIds[0] && skip.includes(id)));
      const positions = new Set(expected);
      expect(sequence.filter((id) => positions.has(id))).toEqual(expected);
    }
  }
  for (const [disputeId, expected] of own) {
    const follow: Follow = ({ database, hub }, after) =>
      followDispute(contextFor(database, shopper), hub, { disputeId, after });
    const seen = await followRestlessly(follow, expected.length, encodeDisputeCursor(shopper, disputeId, 1));
    expect(seen).toEqual(expected);
  }
  expect((await verifyLog(first)).broken).toBeNull();
  await eventually(() => processes.every(({ hub }) => hub.size === 0), "all places freed");
});

it("wakes the subscribers of another process within a fraction of a second, and by polling without a connection", async () => {
  const disputeId = await createDispute(first, parties);
  const { database, hub } = processes[1]!;
  await pause(1_500); // The connections broken above are back.
  const events = await followDispute(contextFor(database, staff(Role.AUDITOR)), hub, { disputeId });
  const latencies: number[] = [];
  for (let index = 0; index < 20; index += 1) {
    const next = events.next();
    await pause(5);
    await appendEvent(first, disputeId);
    const start = performance.now();
    await next;
    latencies.push(performance.now() - start);
  }
  latencies.sort((one, other) => one - other);
  console.log(
    `wake-up between processes: median ${latencies[10]!.toFixed(1)} ms, worst ${latencies[19]!.toFixed(1)} ms`,
  );
  expect(latencies[10]).toBeLessThan(250);
  await processes[0]!.wakeUp.stop();
  const next = events.next();
  await appendEvent(first, disputeId);
  expect((await next).done).toBe(false);
  await events.return?.();
});
