import pino from "pino";
import { systemViewer } from "../../src/domain/access/viewer.js";
import { addHours } from "../../src/domain/time.js";
import { writeClockOffset } from "../../src/persistence/clock.store.js";
import type { Database } from "../../src/persistence/database.js";
import { readDueDisputes, readNextDue, setTimer } from "../../src/persistence/timer.store.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import type { FireDeadline } from "../../src/services/clock/fire-due.js";
import { startWorker, type RunningWorker } from "../../src/server/worker.js";
import { closeTestDatabase, openTestDatabase, testDatabaseUrl } from "../support/database.js";
import {
  beginning,
  contextFor,
  createDispute,
  createParties,
  eventually,
  fireTestDeadline,
  type Parties,
} from "../support/dispute-log.js";

let database: Database;
let parties: Parties;
let worker: RunningWorker | null = null;

beforeEach(async () => {
  database = await openTestDatabase();
  parties = await createParties(database);
  // So that the platform's clock shows `beginning` now.
  await writeClockOffset(database, beginning.getTime() - Date.now());
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
  await closeTestDatabase(database);
});

/** The platform's time, read from the database by hand. */
function platformNow(offsetHours = 0): () => Date {
  const start = Date.now();
  return () => new Date(addHours(beginning, offsetHours).getTime() + Date.now() - start);
}

async function start(now: () => Date, fire: FireDeadline = fireTestDeadline): Promise<void> {
  worker = await startWorker({
    databaseUrl: testDatabaseUrl(database),
    context: contextFor(database, systemViewer, now),
    log: pino({ level: "silent" }),
    fire,
  });
}

async function jobs(): Promise<{ key: string; run_at: Date }[]> {
  return database.query(
    "SELECT key, run_at FROM graphile_worker.jobs WHERE task_identifier = 'fire-deadline' ORDER BY run_at",
  );
}

async function fired(): Promise<string[]> {
  const rows = await database.query<{ dispute_id: string }>(
    "SELECT dispute_id FROM dispute_event WHERE type = 'DEADLINE_FIRED' ORDER BY position",
  );
  return rows.map((row) => row.dispute_id);
}

describe("the timer of a dispute", () => {
  it("is one job in real time, set, replaced and removed in the transaction", async () => {
    const id = await createDispute(database, parties, { deadlinesAfterHours: [24] });
    const [job] = await jobs();
    expect(job!.key).toBe(`deadline:${id}`);
    expect(Math.abs(job!.run_at.getTime() - addHours(new Date(), 24).getTime())).toBeLessThan(5_000);
    await setTimer(database, id, addHours(beginning, 48));
    const replaced = await jobs();
    expect(replaced).toHaveLength(1);
    expect(Math.abs(replaced[0]!.run_at.getTime() - addHours(new Date(), 48).getTime())).toBeLessThan(5_000);
    const failing = inTransaction(database, async (tx) => {
      await setTimer(tx, id, null);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await jobs()).toHaveLength(1);
    await setTimer(database, id, null);
    expect(await jobs()).toEqual([]);
  });

  it("is set without a NOTIFY, which would make all writers queue at commit", async () => {
    const id = await createDispute(database, parties);
    const client = await database.pool.connect();
    let heard = 0;
    client.on("notification", () => (heard += 1));
    await client.query('LISTEN "jobs:insert"');
    await setTimer(database, id, addHours(beginning, 1));
    await client.query("SELECT 1");
    expect(heard).toBe(0);
    // The proof that the ear works: the queue's own function does notify.
    await database.query("SELECT graphile_worker.add_job('other')");
    await eventually(
      async () => (await client.query("SELECT 1")).rowCount === 1 && heard > 0,
      "a notification",
    );
    await client.query("UNLISTEN *");
    client.removeAllListeners("notification");
    client.release();
  });

  it("is the earlier of the deadline and the expiry of open offers", async () => {
    const id = await createDispute(database, parties, { deadlinesAfterHours: [24] });
    expect(await readNextDue(database, id)).toEqual(addHours(beginning, 24));
    await database.query(
      `INSERT INTO offer (id, dispute_id, side, status, terms, terms_hash, made_at, expires_at)
       VALUES (gen_random_uuid(), $1, 'MERCHANT', 'OPEN', '[]', '', $2, $3)`,
      [id, beginning, addHours(beginning, 12)],
    );
    expect(await readNextDue(database, id)).toEqual(addHours(beginning, 12));
    const due = (hours: number) =>
      readDueDisputes(database, { until: addHours(beginning, hours), except: [], limit: 10 });
    expect(await due(11)).toEqual([]);
    expect(await due(30)).toEqual([{ disputeId: id, dueAt: addHours(beginning, 12) }]);
    await database.query("UPDATE offer SET status = 'DECLINED'");
    expect(await due(30)).toEqual([{ disputeId: id, dueAt: addHours(beginning, 24) }]);
  });
});

describe("the worker", () => {
  it("fires a timer when it is due, and the ones that follow", async () => {
    await start(platformNow());
    const id = await createDispute(database, parties, { deadlinesAfterHours: [0.0003, 0.0003] });
    await eventually(async () => (await fired()).length === 2, "both deadlines");
    expect(await fired()).toEqual([id, id]);
    await eventually(async () => (await jobs()).length === 0, "no job left");
  });

  it("catches up in due order after it was down", async () => {
    const ids: string[] = [];
    for (let hours = 12; hours >= 1; hours -= 1) {
      ids.unshift(await createDispute(database, parties, { deadlinesAfterHours: [hours] }));
    }
    // Nothing but the sweep knows of these: their jobs lie in the future of real time.
    await start(platformNow(13));
    await eventually(async () => (await fired()).length === 12, "all deadlines");
    expect(await fired()).toEqual(ids);
  });

  it("is not held up by a dispute that fails, and tries that one again", async () => {
    const broken = await createDispute(database, parties, { deadlinesAfterHours: [0] });
    const sound = await createDispute(database, parties, { deadlinesAfterHours: [0] });
    let attempts = 0;
    await start(platformNow(), (context, id) => {
      if (id !== broken) return fireTestDeadline(context, id);
      attempts += 1;
      return attempts <= 2 ? Promise.reject(new Error("broken")) : fireTestDeadline(context, id);
    });
    await eventually(async () => (await fired()).length === 2, "both in the end");
    expect((await fired())[0]).toBe(sound);
    expect(attempts).toBeGreaterThan(2);
  });

  it("fires once, however many workers there are", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 20; index += 1) {
      ids.push(await createDispute(database, parties, { deadlinesAfterHours: [0] }));
    }
    await start(platformNow());
    const first = worker!;
    await start(platformNow());
    await eventually(async () => (await fired()).length >= 20, "all");
    await first.stop();
    expect((await fired()).sort()).toEqual(ids.sort());
  });

  it("lives on when the database cuts its connections, and ends when it does so at the end", async () => {
    await start(platformNow());
    const cut = () =>
      database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'ombud worker' AND datname = current_database()`,
      );
    await eventually(async () => (await cut()).length > 0, "its connections");
    const id = await createDispute(database, parties, { deadlinesAfterHours: [0.0003] });
    await eventually(async () => (await fired()).length === 1, "the deadline");
    expect(await fired()).toEqual([id]);
    const ending = worker!;
    worker = null;
    await Promise.all([ending.stop(), cut()]);
    // The server takes a moment to let go of a connection that its client has closed.
    await eventually(async () => (await cut()).length === 0, "no connection of the worker");
  });

  it("sets a job again that came before its time", async () => {
    const id = await createDispute(database, parties, { deadlinesAfterHours: [24] });
    await database.query(
      "SELECT graphile_worker.reschedule_jobs(ARRAY[id], run_at := now()) FROM graphile_worker.jobs",
    );
    await start(platformNow());
    await eventually(
      async () => (await jobs())[0]!.run_at > addHours(new Date(), 23),
      "the job is set again",
    );
    expect(await fired()).toEqual([]);
    expect((await jobs())[0]!.key).toBe(`deadline:${id}`);
  });
});
