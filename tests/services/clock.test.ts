import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import { ErrorCode } from "../../src/domain/errors.js";
import { addHours } from "../../src/domain/time.js";
import { readClockOffset, writeClockOffset } from "../../src/persistence/clock.store.js";
import type { Database } from "../../src/persistence/database.js";
import {
  advanceClock,
  type AdvanceClockInput,
  type ClockAdvance,
} from "../../src/services/clock/advance-clock.js";
import type { FireDeadline } from "../../src/services/clock/fire-due.js";
import { createPlatformClock, type PlatformClock } from "../../src/services/clock/platform-clock.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import {
  beginning,
  contextFor,
  createDispute,
  createParties,
  fireTestDeadline,
  staff,
  type Parties,
} from "../support/dispute-log.js";

const machine = staff(Role.INTEGRATION);
const real = new Date("2026-11-22T06:00:00.000Z");
/** With it the platform's clock shows `beginning`. */
const offsetMs = beginning.getTime() - real.getTime();

let database: Database;
let clock: PlatformClock;
let parties: Parties;
/** Position of the last event of the tests before. */
let before = "0";

beforeAll(async () => {
  database = await openTestDatabase();
  parties = await createParties(database);
});
beforeEach(async () => {
  // Each test has the platform to itself: what others left is closed, and the clock stands at the beginning.
  await database.query("UPDATE dispute SET status = 'CLOSED', outcome = 'LAPSED', deadline_at = NULL");
  await writeClockOffset(database, offsetMs);
  const [last] = await database.query<{ position: string | null }>(
    "SELECT max(position) AS position FROM dispute_event",
  );
  before = last?.position ?? "0";
  clock = await createPlatformClock(database, () => real, { movable: true });
});
afterAll(() => closeTestDatabase(database));

function advance(
  input: Omit<AdvanceClockInput, "clientMutationId">,
  fire: FireDeadline = fireTestDeadline,
  clientMutationId: string = randomUUID(),
): Promise<ClockAdvance> {
  return advanceClock({ ...contextFor(database, machine), clock }, { ...input, clientMutationId }, fire);
}

async function firings(): Promise<{ dispute_id: string; occurred_at: Date; due: string }[]> {
  return database.query(
    `SELECT dispute_id, occurred_at, payload ->> 'due' AS due FROM dispute_event
     WHERE type = 'DEADLINE_FIRED' AND position > $1 ORDER BY position`,
    [before],
  );
}

describe("the platform's clock", () => {
  it("shows real time until it is moved, and then runs on from where it was put", async () => {
    await writeClockOffset(database, 0);
    let now = real;
    const running = await createPlatformClock(database, () => now, { movable: true });
    expect(running.now()).toEqual(real);
    await running.moveTo(database, beginning);
    expect(running.now()).toEqual(beginning);
    now = addHours(real, 1);
    expect(running.now()).toEqual(addHours(beginning, 1));
  });

  it("is the same for every process", async () => {
    const other = await createPlatformClock(database, () => real, { movable: true });
    await clock.moveTo(database, addHours(beginning, 1));
    await other.refresh();
    expect(other.now()).toEqual(addHours(beginning, 1));
    expect((await createPlatformClock(database, () => real, { movable: false })).now()).toEqual(other.now());
  });
});

describe("advanceClock", () => {
  it("may be put anywhere while there is no dispute, later it only goes forward", async () => {
    expect((await advance({ to: beginning })).now).toEqual(beginning);
    expect((await advance({ to: addHours(beginning, -1) })).now).toEqual(addHours(beginning, -1));
    await advance({ to: beginning });
    await createDispute(database, parties);
    await expect(advance({ to: addHours(beginning, -1) })).rejects.toMatchObject({
      refusals: [{ code: ErrorCode.CLOCK_NOT_MOVABLE, details: { now: beginning.toISOString() } }],
    });
    expect(clock.now()).toEqual(beginning);
    expect((await advance({ by: 1.5 })).now).toEqual(addHours(beginning, 1.5));
  });

  it("fires every deadline on the way in due order, at its own instant, those set on the way among them", async () => {
    const first = await createDispute(database, parties, { deadlinesAfterHours: [24, 24, 500] });
    const second = await createDispute(database, parties, { deadlinesAfterHours: [30, 1, 1] });
    const third = await createDispute(database, parties, { deadlinesAfterHours: [48.5] });
    const later = await createDispute(database, parties, { deadlinesAfterHours: [61] });
    const answer = await advance({ by: 60 });
    expect(answer).toEqual({ now: addHours(beginning, 60), fired: 6, failed: 0 });
    const fired = await firings();
    expect(fired.map((each) => each.dispute_id)).toEqual([first, second, second, second, first, third]);
    const hours = [24, 30, 31, 32, 48, 48.5];
    expect(fired.map((each) => each.occurred_at)).toEqual(hours.map((hour) => addHours(beginning, hour)));
    expect(fired.every((each) => each.due === each.occurred_at.toISOString())).toBe(true);
    expect(fired.some((each) => each.dispute_id === later)).toBe(false);
    expect(clock.now()).toEqual(addHours(beginning, 60));
    expect((await verifyLog(database)).broken).toBeNull();
  });

  it("fires what was overdue already at the present instant", async () => {
    await advance({ to: addHours(beginning, 100) });
    await createDispute(database, parties);
    expect(await advance({ by: 1 })).toMatchObject({ fired: 1 });
    expect((await firings())[0]!.occurred_at).toEqual(addHours(beginning, 100));
  });

  it("passes over a dispute that cannot be fired, and over one that never gets on", async () => {
    const broken = await createDispute(database, parties, { deadlinesAfterHours: [1] });
    const stuck = await createDispute(database, parties, { deadlinesAfterHours: [2] });
    const lying = await createDispute(database, parties, { deadlinesAfterHours: [3] });
    const sound = await createDispute(database, parties, { deadlinesAfterHours: [4] });
    const answer = await advance({ by: 5 }, (context, id) => {
      if (id === broken) return Promise.reject(new Error("broken"));
      if (id === stuck) return Promise.resolve(false);
      return id === lying ? Promise.resolve(true) : fireTestDeadline(context, id);
    });
    expect(answer.failed).toBe(3);
    expect((await firings()).map((each) => each.dispute_id)).toEqual([sound]);
    expect(clock.now()).toEqual(addHours(beginning, 5));
  });

  it("answers a replay as before and moves nothing", async () => {
    await createDispute(database, parties);
    const key = randomUUID();
    const answer = await advance({ by: 24 }, fireTestDeadline, key);
    expect(await advance({ by: 24 }, fireTestDeadline, key)).toEqual(answer);
    expect(clock.now()).toEqual(addHours(beginning, 24));
    await expect(advance({ by: 25 }, fireTestDeadline, key)).rejects.toMatchObject({
      refusals: [{ code: ErrorCode.IDEMPOTENCY_MISMATCH }],
    });
    expect(clock.now()).toEqual(addHours(beginning, 24));
  });

  it("runs once at a time", async () => {
    await createDispute(database, parties, { deadlinesAfterHours: [1] });
    const attempts = await Promise.allSettled(Array.from({ length: 5 }, () => advance({ by: 10 })));
    const done = attempts.filter(({ status }) => status === "fulfilled").length;
    expect(done).toBeGreaterThanOrEqual(1);
    for (const attempt of attempts) {
      if (attempt.status === "rejected") {
        expect(attempt.reason).toMatchObject({ refusals: [{ code: ErrorCode.STATE_CONFLICT }] });
      }
    }
    expect(clock.now()).toEqual(addHours(beginning, 10 * done));
    expect(await firings()).toHaveLength(1);
  });
});

describe("advanceClock refuses", () => {
  it.each(Object.values(Role).filter((role) => role !== Role.INTEGRATION))(
    "is FORBIDDEN for %s",
    async (role) => {
      const context = { ...contextFor(database, staff(role)), clock };
      await expect(
        advanceClock(context, { clientMutationId: "1", by: 1 }, fireTestDeadline),
      ).rejects.toMatchObject({ refusals: [{ code: ErrorCode.FORBIDDEN }] });
    },
  );

  it("is CLOCK_NOT_MOVABLE in production", async () => {
    const fixed = await createPlatformClock(database, () => real, { movable: false });
    await expect(
      advanceClock(
        { ...contextFor(database, machine), clock: fixed },
        { clientMutationId: "1", by: 1 },
        fireTestDeadline,
      ),
    ).rejects.toMatchObject({ refusals: [{ code: ErrorCode.CLOCK_NOT_MOVABLE }] });
    expect(await readClockOffset(database)).toBe(offsetMs);
  });

  it.each([
    {},
    { to: beginning, by: 1 },
    { by: 0 },
    { by: -1 },
    { by: NaN },
    { by: Infinity },
    { to: null, by: null },
  ])("refuses %j", async (input) => {
    await expect(advance(input)).rejects.toMatchObject({ refusals: [{ code: ErrorCode.VALIDATION }] });
    expect(await readClockOffset(database)).toBe(offsetMs);
  });
});
