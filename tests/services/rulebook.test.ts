import { Role } from "../../src/domain/access/viewer.js";
import { defaultRulebook } from "../../seeds/default-rulebook.js";
import type { Database } from "../../src/persistence/database.js";
import { selectRulebook, selectVersionInForce } from "../../src/persistence/rulebook.store.js";
import { advanceClock } from "../../src/services/clock/advance-clock.js";
import { createPlatformClock } from "../../src/services/clock/platform-clock.js";
import { createRulebookCache } from "../../src/services/rulebook/load-rulebook.js";
import { seedRulebook } from "../../src/services/rulebook/seed-rulebook.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin } from "../support/factory.js";

const first = defaultRulebook();
const second = { ...first, version: "2027-01" };
const effectiveAt = new Date("2027-01-01T00:00:00.000Z");

let database: Database;
let statements = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  await seedRulebook(database, first);
  database.onStatement = () => void (statements += 1);
});

afterAll(() => closeTestDatabase(database));

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const before = statements;
  await work();
  return statements - before;
}

describe("a stored rulebook", () => {
  it("comes back as it was written", async () => {
    expect(await selectRulebook(database, first.version)).toEqual(first);
    expect(await selectRulebook(database, "never")).toBeNull();
  });

  it("is stored once, and never overwritten", async () => {
    expect(await seedRulebook(database, { ...first, limits: { ...first.limits, attemptsPerLine: 9 } })).toBe(
      false,
    );
    expect(await selectRulebook(database, first.version)).toEqual(first);
  });

  it("is in force from its own instant on until the next one is", async () => {
    expect(await selectVersionInForce(database, new Date("2015-12-31T23:59:59.999Z"))).toBeNull();
    expect(await selectVersionInForce(database, new Date("2016-09-04T00:00:00.000Z"))).toBe(first.version);
    expect(await seedRulebook(database, second, effectiveAt)).toBe(true);
    expect(await selectVersionInForce(database, new Date(effectiveAt.getTime() - 1))).toBe(first.version);
    expect(await selectVersionInForce(database, effectiveAt)).toBe(second.version);
  });
});

describe("the cache of rulebooks", () => {
  it("reads a version once, also when it is asked for many times at once", async () => {
    const cache = createRulebookCache(database);
    const ask = () => Promise.all([1, 2, 3].map(() => cache.byVersion(first.version)));
    expect(await statementsOf(ask)).toBe(1);
    expect(await statementsOf(ask)).toBe(0);
  });

  it("finds out within seconds that another version is in force", async () => {
    const cache = createRulebookCache(database);
    const before = new Date(effectiveAt.getTime() - 1_000);
    expect((await cache.current(before)).version).toBe(first.version);
    expect(await statementsOf(() => cache.current(new Date(before.getTime() + 1_999)))).toBe(0);
    expect((await cache.current(new Date(before.getTime() + 2_000))).version).toBe(second.version);
  });

  it("follows a clock that is set back", async () => {
    const cache = createRulebookCache(database);
    expect((await cache.current(effectiveAt)).version).toBe(second.version);
    expect((await cache.current(new Date("2017-06-01T00:00:00.000Z"))).version).toBe(first.version);
  });

  it("says what to do when a version is missing, and asks again afterwards", async () => {
    const cache = createRulebookCache(database);
    const later = { ...first, version: "2099-01" };
    await expect(cache.byVersion(later.version)).rejects.toThrow("npm run seed");
    await expect(cache.current(new Date("2010-01-01T00:00:00.000Z"))).rejects.toThrow(
      "No rulebook is in force",
    );
    await seedRulebook(database, later, new Date("2099-01-01T00:00:00.000Z"));
    expect((await cache.byVersion(later.version)).version).toBe(later.version);
  });

  it("follows the platform's clock to the day of a version that was published before", async () => {
    const own = await openTestDatabase();
    const clock = await createPlatformClock(own, () => storyBegin, { movable: true });
    const factory = new Factory(own, clock);
    const effectiveAt = await factory.rulebooks.publish(
      await factory.rulebooks.approved({ version: "2026-12" }),
    );
    const context = factory.as(person(Role.INTEGRATION));
    expect((await context.currentRulebook()).version).toBe(first.version);
    await advanceClock(context, { clientMutationId: "just before", to: new Date(effectiveAt.getTime() - 1) });
    expect((await context.currentRulebook()).version).toBe(first.version);
    await advanceClock(context, { clientMutationId: "past it", by: 1 });
    expect((await context.currentRulebook()).version).toBe("2026-12");
    expect((await context.rulebook(first.version)).version).toBe(first.version);
    await closeTestDatabase(own);
  });

  it("never takes what is not published for rules", async () => {
    const { rulebooks } = new Factory(database);
    await rulebooks.approved({ version: "2026-approved" });
    await expect(createRulebookCache(database).byVersion("2026-approved")).rejects.toThrow("no rulebook");
  });
});
