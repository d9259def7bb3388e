import { randomUUID } from "node:crypto";
import pino from "pino";
import { Role, systemViewer } from "../../src/domain/access/viewer.js";
import { addDays, addHours } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { startWorker } from "../../src/server/worker.js";
import { advanceClock } from "../../src/services/clock/advance-clock.js";
import { createPlatformClock, type PlatformClock } from "../../src/services/clock/platform-clock.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase, testDatabaseUrl } from "../support/database.js";
import { expectFolded } from "../support/folded.js";
import { eventually, staff } from "../support/dispute-log.js";
import { MutationStage } from "../support/mutation-stage.js";

const opened = new Date("2026-11-22T06:00:00.000Z");

let database: Database;
let stage: MutationStage;
let clock: PlatformClock;

beforeEach(async () => {
  database = await openTestDatabase();
  stage = new MutationStage(database);
  clock = await createPlatformClock(database, () => new Date(), { movable: true });
  await clock.moveTo(database, opened);
});
afterEach(async () => {
  await expectFolded(database);
  await closeTestDatabase(database);
});

async function systemEvents(): Promise<{ dispute_id: string; type: string; occurred_at: Date }[]> {
  return database.query(
    "SELECT dispute_id, type, occurred_at FROM dispute_event WHERE actor_role = 'SYSTEM' ORDER BY position",
  );
}

it("fires the deadlines of a dispute that nobody touches, each at its instant, when the clock is moved", async () => {
  await stage.openedScene();
  const [{ deadline_at: deadline }] = (await database.query("SELECT deadline_at FROM dispute")) as [
    { deadline_at: Date },
  ];
  const context = { ...stage.contextOf(staff(Role.INTEGRATION)), clock };
  const answer = await advanceClock(context, { clientMutationId: randomUUID(), to: addDays(opened, 60) });
  const events = await systemEvents();
  expect(answer.failed).toBe(0);
  expect(answer.fired).toBe(events.length);
  const [first] = events.filter(({ type }) => type !== "DEADLINE_REMINDER");
  expect(first!.occurred_at).toEqual(deadline);
  // Half of the 48 hours and 24 hours before their end are one moment, which is told once.
  expect(events.slice(0, 2)).toEqual([
    expect.objectContaining({ type: "DEADLINE_REMINDER", occurred_at: addHours(deadline, -24) }),
    expect.objectContaining({ type: "DEADLINE_REMINDER", occurred_at: addHours(deadline, -2) }),
  ]);
  const times = events.map(({ occurred_at: at }) => at.getTime());
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect((await verifyLog(database)).broken).toBeNull();
});

it("lets a worker that was down catch up by the real rules, without a second event", async () => {
  for (let index = 0; index < 3; index += 1) await stage.openedScene();
  await clock.moveTo(database, addDays(opened, 30));
  const start = () =>
    startWorker({
      databaseUrl: testDatabaseUrl(database),
      context: { ...stage.contextOf(systemViewer), clock },
      log: pino({ level: "silent" }),
    });
  const workers = [await start(), await start()];
  const due = async () =>
    (await database.query("SELECT 1 FROM dispute WHERE deadline_at <= $1", [clock.now()])).length;
  await eventually(async () => (await due()) === 0, "nothing is overdue");
  for (const worker of workers) await worker.stop();
  const events = await systemEvents();
  expect(events.length).toBeGreaterThanOrEqual(3);
  const kinds = new Set(
    events.map(({ dispute_id: id, type, occurred_at: at }) => `${id} ${type} ${at.getTime()}`),
  );
  expect(kinds.size).toBe(events.length);
  expect((await verifyLog(database)).broken).toBeNull();
});
