import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import type { RefusedError } from "../../src/domain/errors.js";
import type { Database } from "../../src/persistence/database.js";
import { readRulingConsistency } from "../../src/services/consistency/read-ruling-consistency.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, TestClock } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story } from "../support/story.js";

let database: Database;
let factory: Factory;
const clock = new TestClock();
const auditor = person(Role.AUDITOR);

beforeAll(async () => {
  database = await openTestDatabase();
  factory = new Factory(database, clock);
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

async function ruled(amount: string | null): Promise<Story> {
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const cast = { purchase: await factory.purchase(), mediator: await factory.mediator(), senior };
  const story = await (await Story.open(factory, cast)).playTo("DECIDING");
  await story.rule(amount);
  return story;
}

const always = { reason: "NOT_RECEIVED", from: null, until: null };
const read = (period: object = {}, viewer: Viewer = auditor) =>
  readRulingConsistency(factory.as(viewer), { ...always, ...period });

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return ((await work.catch((error: unknown) => error)) as RefusedError).refusals[0].code;
}

describe("the consistency of rulings", () => {
  it("shows the spread on twins, overturned clauses with their interval, and divergence", async () => {
    await ruled("21.00");
    expect((await read()).twins).toEqual([]);
    await ruled("63.00");
    const overturned = await ruled("105.00");
    await overturned.offer(overturned.merchant);
    await overturned.acceptLatest(overturned.shopper);
    const { twins, clauses, divergences } = await read();
    expect(twins).toEqual([
      {
        ...{ category: null, currency: "CNY", small: true, band: { from: 10_000n, below: 20_000n } },
        spread: {
          cases: 3,
          minimum: 2_000,
          lowerQuartile: 4_000,
          median: 6_000,
          upperQuartile: 8_000,
          maximum: 10_000,
        },
      },
    ]);
    expect(clauses).toEqual([
      {
        ...{ clause: "R-NOT_RECEIVED", rulings: 3, overturnedRulings: 1 },
        share: { basisPoints: 3_333, lowBasisPoints: 615, highBasisPoints: 7_923 },
      },
    ]);
    expect(divergences.length).toBeLessThanOrEqual(1);
    expect((await read({ reason: "WRONG_ITEM" })).clauses).toEqual([]);
  });

  it("looks at a period alone", async () => {
    const before = clock.now();
    clock.pass(24);
    const now = clock.now();
    await ruled("42.00");
    const [earlier, later] = [await read({ until: now }), await read({ from: now })];
    expect([earlier.clauses[0]?.rulings, later.clauses[0]?.rulings]).toEqual([3, 1]);
    expect([earlier.twins[0]?.spread.cases, later.twins.length]).toEqual([3, 0]);
    expect(await codeOf(read({ from: now, until: before }))).toBe("VALIDATION");
  });

  it("is for those who look after rules and rulings", async () => {
    for (const role of [Role.SENIOR_MEDIATOR, Role.RULE_EDITOR, Role.RULE_APPROVER]) {
      expect((await read({}, person(role))).clauses).toHaveLength(1);
    }
    for (const role of [Role.MEDIATOR, Role.SHOPPER, Role.FRONTLINE_AGENT, Role.INTEGRATION]) {
      expect([role, await codeOf(read({}, person(role)))]).toEqual([role, "FORBIDDEN"]);
    }
  });
});
