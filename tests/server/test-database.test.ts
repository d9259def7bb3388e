import {
  closeTestDatabase,
  createEmptyTestDatabase,
  dropTestDatabase,
  openTestDatabase,
  testDatabaseUrl,
} from "../support/database.js";
import { createDataSource } from "../../ormconfig.js";
import { assertDurable } from "../../src/server/durability.js";
import { migrate, revertLastMigration } from "../../src/server/migrate.js";

describe("a test database", () => {
  it("is a migrated clone with the job queue and a rulebook, and nobody else's", async () => {
    const [one, other] = await Promise.all([openTestDatabase(), openTestDatabase()]);
    expect(testDatabaseUrl(one)).not.toBe(testDatabaseUrl(other));
    const [counts] = await one.query<{ rulebooks: number; jobs: number; disputes: number }>(
      `SELECT (SELECT count(*)::int FROM rulebook) AS rulebooks, (SELECT count(*)::int FROM dispute) AS disputes,
         (SELECT count(*)::int FROM graphile_worker.jobs) AS jobs`,
    );
    expect(counts).toEqual({ rulebooks: 1, disputes: 0, jobs: 0 });
    const [session] = await one.query<{ zone: string; name: string; big: unknown }>(
      `SELECT current_setting('TimeZone') AS zone, current_setting('application_name') AS name, 1::bigint AS big`,
    );
    expect(session).toEqual({ zone: "UTC", name: "ombud", big: "1" });
    await closeTestDatabase(one);
    await closeTestDatabase(other);
  });

  it("reports connections that were never given back", async () => {
    const database = await openTestDatabase();
    await database.pool.connect();
    await expect(closeTestDatabase(database)).rejects.toThrow(/1 connections were never given back/);
  });

  it("cancels statements after the timeout that was asked for", async () => {
    const database = await openTestDatabase({ statementTimeoutMs: 50 });
    await expect(database.query("SELECT pg_sleep(5)")).rejects.toThrow(/statement timeout/);
    await closeTestDatabase(database);
  });
});

describe("migrate", () => {
  it("runs once when two start at once, and back and forth again", async () => {
    const url = await createEmptyTestDatabase();
    const sources = await Promise.all([
      createDataSource(url, { poolSize: 2 }).initialize(),
      createDataSource(url, { poolSize: 2 }).initialize(),
    ]);
    const ran = await Promise.all(sources.map((source) => migrate(source, url)));
    expect(ran.map(({ length }) => length).sort()[0]).toBe(0);
    expect(ran.flat().length).toBeGreaterThan(0);
    const [source] = sources;
    for (let count = ran.flat().length; count > 0; count -= 1) await revertLastMigration(source, url);
    expect(await migrate(source, url)).toEqual(ran.flat());
    for (const each of sources) await each.destroy();
    await dropTestDatabase(url);
  });
});

describe("assertDurable", () => {
  it("refuses a server that would lose acknowledged decisions in a crash", async () => {
    const database = await openTestDatabase();
    const settings = await database.query<{ off: boolean }>(
      "SELECT bool_or(setting = 'off') AS off FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
    );
    // The test server is lax on purpose; TEST_DATABASE_URL may name one that is not.
    if (settings[0]?.off === true) await expect(assertDurable(database)).rejects.toThrow(/switched off/);
    else await assertDurable(database);
    await closeTestDatabase(database);
  });
});
