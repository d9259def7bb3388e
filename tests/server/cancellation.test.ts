import { CancelledError } from "../../src/persistence/cancellation.js";
import type { Database } from "../../src/persistence/database.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.query("CREATE TABLE cancellation_probe (id int)");
});
afterAll(() => closeTestDatabase(database));

/** A signal that is aborted after some milliseconds. */
function abortedAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort();
  }, milliseconds);
  return controller.signal;
}

async function stillRunning(): Promise<number> {
  // The condition keeps this very statement out of its own answer.
  const rows = await database.query(
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT pg_sleep%'`,
  );
  return rows.length;
}

describe("a database with a signal", () => {
  it("stops the running statement on the server", async () => {
    const started = Date.now();
    const query = database.withSignal(abortedAfter(100)).query("SELECT pg_sleep(30)");
    await expect(query).rejects.toThrow(CancelledError);
    expect(Date.now() - started).toBeLessThan(25_000);
    expect(await stillRunning()).toBe(0);
  });

  it("stops them even when the pool is exhausted by them", async () => {
    const signal = abortedAfter(200);
    const size = database.pool.options.max + 5;
    const queries = Array.from({ length: size }, () =>
      database.withSignal(signal).query("SELECT pg_sleep(30)"),
    );
    const results = await Promise.allSettled(queries);
    expect(
      results.every((result) => result.status === "rejected" && result.reason instanceof CancelledError),
    ).toBe(true);
    expect(await stillRunning()).toBe(0);
  });

  it("rolls a transaction back, and refuses to commit after the abort", async () => {
    for (const seconds of [30, 0]) {
      const controller = new AbortController();
      const work = inTransaction(database.withSignal(controller.signal), async (tx) => {
        await tx.query("INSERT INTO cancellation_probe VALUES (1)");
        setTimeout(() => {
          controller.abort();
        }, 50);
        await tx.query("SELECT pg_sleep($1)", [seconds]);
        await new Promise((resolve) => setTimeout(resolve, 100));
      });
      await expect(work).rejects.toThrow(CancelledError);
    }
    expect(await database.query("SELECT id FROM cancellation_probe")).toEqual([]);
  });

  it("refuses statements after the abort, and harms nobody else", async () => {
    const cancelled = database.withSignal(AbortSignal.abort());
    await expect(cancelled.query("SELECT 1")).rejects.toThrow(CancelledError);
    await expect(inTransaction(cancelled, (tx) => tx.query("SELECT 1"))).rejects.toThrow(CancelledError);
    const rounds = Array.from({ length: 40 }, async (_, round) => {
      const query = database.withSignal(abortedAfter(round % 10)).query("SELECT pg_sleep(0.005)");
      await query.catch((error: unknown) => {
        expect(error).toBeInstanceOf(CancelledError);
      });
      await database.query("SELECT pg_sleep(0.002)");
    });
    await Promise.all(rounds);
  });

  it("passes on what the database it came from hears", async () => {
    const statements: string[] = [];
    const heard: (readonly string[])[] = [];
    database.onStatement = (text) => void statements.push(text);
    const derived = database.withSignal(new AbortController().signal);
    derived.onCommit((disputeIds) => heard.push(disputeIds));
    await inTransaction(derived, async (tx) => {
      await tx.query("SELECT 2");
      tx.touched("one");
    });
    await derived.query("SELECT 3");
    database.onStatement = undefined;
    expect(statements).toEqual(["SELECT 2", "SELECT 3"]);
    expect(heard).toEqual([["one"]]);
  });
});
