import { randomUUID } from "node:crypto";
import { Role, systemViewer } from "../../src/domain/access/viewer.js";
import { addHours } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { declareForceMajeure } from "../../src/services/clock/declare-force-majeure.js";
import { endForceMajeure } from "../../src/services/clock/end-force-majeure.js";
import { listForceMajeures } from "../../src/services/clock/list-force-majeures.js";
import { recordPlatformOutage } from "../../src/services/clock/record-platform-outage.js";
import { settleClocks } from "../../src/services/clock/settle-clocks.js";
import { extendDeadline } from "../../src/services/disputes/extend-deadline.js";
import { verifyLog } from "../../src/services/log/verify-log.js";
import { ruleOf } from "../../src/domain/rulebook/reason.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin, TestClock } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { Story } from "../support/story.js";

let database: Database;
let clock: TestClock;
let factory: Factory;

beforeEach(async () => {
  database = await openTestDatabase();
  clock = new TestClock();
  factory = new Factory(database, clock);
});
afterEach(async () => {
  await expectFolded(database);
  expect((await verifyLog(database)).broken).toBeNull();
  await closeTestDatabase(database);
});

const approver = person(Role.RULE_APPROVER);
const machine = person(Role.INTEGRATION);

/** A dispute whose merchant and shopper live in these regions. */
async function storyIn(merchant: string, shopper: string): Promise<Story> {
  const purchase = await factory.purchase();
  await database.query("UPDATE merchant SET region = $2 WHERE id = $1", [
    purchase.merchants[0]!.merchantId,
    merchant,
  ]);
  await database.query("UPDATE shopper SET region = $2 WHERE id = $1", [purchase.shopper.id, shopper]);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  return Story.open(factory, { purchase, senior, mediator: await factory.mediator() });
}

function flood(hours: number, change: object = {}) {
  const what = { code: "FLOOD-1", region: "RS", country: null, from: null, reason: "The Guaiba rose." };
  const until = addHours(clock.now(), hours);
  return { clientMutationId: randomUUID(), ...what, until, clause: "R-NOT_RECEIVED", ...change };
}

/** Does what the worker does with the jobs that are waiting. */
async function settle(): Promise<number> {
  const jobs = await database.query<{ payload: { forceMajeureId: string } }>(
    `SELECT payload FROM graphile_worker._private_jobs jobs JOIN graphile_worker._private_tasks tasks
       ON tasks.id = jobs.task_id WHERE tasks.identifier = 'settle-clocks' ORDER BY jobs.id`,
  );
  let changed = 0;
  for (const { payload } of jobs) changed += await settleClocks(factory.as(systemViewer), payload);
  return changed;
}

async function deadlineOf(story: Story): Promise<Date> {
  return (await story.load()).dispute.deadlineAt!;
}

describe("force majeure", () => {
  it("pauses the clocks of those who must move there, and lets them go on with what was left", async () => {
    const held = await storyIn("RS", "SP");
    const free = await storyIn("SP", "RS");
    const before = await deadlineOf(held);
    clock.pass(10);
    await declareForceMajeure(factory.as(approver), flood(100));
    expect(await settle()).toBe(1);
    expect(await deadlineOf(held)).toEqual(addHours(before, 100));
    expect(await deadlineOf(free)).toEqual(before);
    expect((await held.load()).dispute.clock.pause).toMatchObject({ clause: "R-NOT_RECEIVED" });
    expect(await settle()).toBe(0);
    clock.pass(20);
    await endForceMajeure(factory.as(approver), { clientMutationId: randomUUID(), code: "FLOOD-1" });
    expect(await settle()).toBe(1);
    expect(await deadlineOf(held)).toEqual(addHours(before, 20));
    expect(await settle()).toBe(0);
  });

  it("lets a clock that nobody ends go on by itself when it is over", async () => {
    const story = await storyIn("RS", "SP");
    const before = await deadlineOf(story);
    await declareForceMajeure(factory.as(approver), flood(60));
    await settle();
    clock.pass(61);
    await story.say(story.merchant, "PARTIES", "We are back.");
    await story.refuse();
    const types = await database.query<{ type: string }>("SELECT type FROM dispute_event ORDER BY position");
    expect(types.map(({ type }) => type)).toEqual([
      ...["DISPUTE_OPENED", "CLOCK_PAUSED", "CLOCK_RESUMED", "MESSAGE_SENT", "CLAIM_REFUSED"],
    ]);
    expect(addHours(before, 60).getTime()).toBeGreaterThan(clock.now().getTime());
  });

  it("holds up a clock that starts inside it from the start, and only once", async () => {
    await declareForceMajeure(factory.as(approver), flood(60));
    const story = await storyIn("RS", "SP");
    // The region was set after the opening's order came in, so the dispute itself opened in it.
    expect((await story.load()).dispute.clock.pause?.endsAt).toEqual(addHours(storyBegin, 60));
    expect(await settle()).toBe(0);
  });

  it("that overlaps another one counts as one, until the last of both ends", async () => {
    const story = await storyIn("RS", "SP");
    const before = await deadlineOf(story);
    await declareForceMajeure(factory.as(approver), flood(10));
    await declareForceMajeure(factory.as(approver), flood(30, { code: "FLOOD-2" }));
    await settle();
    expect(await deadlineOf(story)).toEqual(addHours(before, 30));
    await endForceMajeure(factory.as(approver), { clientMutationId: randomUUID(), code: "FLOOD-2" });
    await settle();
    expect(await deadlineOf(story)).toEqual(addHours(before, 10));
  });

  it("settles each dispute once, however many workers there are", async () => {
    const stories = [await storyIn("RS", "SP"), await storyIn("RS", "RS"), await storyIn("RS", "SP")];
    await declareForceMajeure(factory.as(approver), flood(10));
    const changed = await Promise.all([settle(), settle(), settle()]);
    expect(changed.reduce((sum, each) => sum + each, 0)).toBe(stories.length);
  });

  it("is not ended by a code that is its own but for a NUL", async () => {
    await declareForceMajeure(factory.as(approver), flood(100));
    const key = { clientMutationId: randomUUID() };
    const ended = endForceMajeure(factory.as(approver), { ...key, code: "FLOOD\0-1" });
    await expect(ended).rejects.toThrow("NOT_FOUND");
  });

  it("is declared by a rule approver alone, with a sound period and a clause that there is", async () => {
    const declare = (change: object, role: Role = Role.RULE_APPROVER) =>
      declareForceMajeure(factory.as(person(role)), flood(10, change));
    await expect(declare({}, Role.SENIOR_MEDIATOR)).rejects.toThrow("FORBIDDEN");
    await expect(declare({ clause: "R-NOWHERE" })).rejects.toThrow("UNKNOWN_CLAUSE");
    await expect(declare({ until: clock.now() })).rejects.toThrow("VALIDATION");
    await expect(declare({ from: addHours(clock.now(), 1) })).rejects.toThrow("VALIDATION");
    await expect(declare({ code: "a flood" })).rejects.toThrow("VALIDATION");
    await expect(declare({ country: "Brazil" })).rejects.toThrow("VALIDATION");
    await declare({});
    await expect(declare({})).rejects.toThrow("STATE_CONFLICT");
    const end = (code: string) =>
      endForceMajeure(factory.as(approver), { clientMutationId: randomUUID(), code });
    await expect(end("OTHER")).rejects.toThrow("NOT_FOUND");
    expect(await listForceMajeures(factory.as(person(Role.SHOPPER)), true)).toHaveLength(1);
    clock.pass(1);
    await end("FLOOD-1");
    await expect(end("FLOOD-1")).rejects.toThrow("STATE_CONFLICT");
    expect(await listForceMajeures(factory.as(person(Role.SHOPPER)), true)).toEqual([]);
    expect(await listForceMajeures(factory.as(person(Role.SHOPPER)), false)).toHaveLength(1);
  });
});

describe("an outage", () => {
  const outage = (from: number, until: number) =>
    recordPlatformOutage(factory.as(machine), {
      ...{ clientMutationId: randomUUID(), reason: "The network was down." },
      ...{ from: addHours(storyBegin, from), until: addHours(storyBegin, until) },
    });

  it("of more than 30 minutes is given back, a shorter one is not", async () => {
    const story = await storyIn("RS", "SP");
    const before = await deadlineOf(story);
    clock.pass(5);
    expect(await outage(1, 1.5)).toEqual({ credited: false });
    expect(await settle()).toBe(0);
    expect(await outage(2, 2.75)).toEqual({ credited: true });
    expect(await settle()).toBe(1);
    expect(await settle()).toBe(0);
    expect(await deadlineOf(story)).toEqual(addHours(before, 0.75));
  });

  it("does not reach back into another year, which would give every clock all of its time back", async () => {
    clock.pass(5);
    await expect(outage(-24 * 365, 4)).rejects.toThrow("VALIDATION");
  });

  it("is recorded in order, when it is over, by the machine", async () => {
    clock.pass(5);
    await outage(2, 3);
    await expect(outage(2.5, 3.5)).rejects.toThrow("STATE_CONFLICT");
    await expect(outage(4, 6)).rejects.toThrow("VALIDATION");
    await expect(outage(4, 4)).rejects.toThrow("VALIDATION");
    const input = { clientMutationId: "1", from: storyBegin, until: clock.now(), reason: "None." };
    await expect(recordPlatformOutage(factory.as(approver), input)).rejects.toThrow("FORBIDDEN");
  });
});

describe("an extension", () => {
  it("is taken once, by one of two who ask at once", async () => {
    const story = await storyIn("RS", "SP");
    const before = await deadlineOf(story);
    const merchant = factory.as(story.merchant);
    const generous: typeof merchant = {
      ...merchant,
      rulebook: async (version) => {
        const book = await merchant.rulebook(version);
        const rule = { ...ruleOf(book, "NOT_RECEIVED"), merchantResponseExtensionHours: 12 };
        return { ...book, reasons: { ...book.reasons, NOT_RECEIVED: rule } };
      },
    };
    const ask = (context = generous) =>
      extendDeadline(context, { ...story.input(), reason: "Stock-taking." });
    await expect(ask(merchant)).rejects.toThrow("STATE_CONFLICT");
    const answers = await Promise.allSettled([ask(), ask()]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await deadlineOf(story)).toEqual(addHours(before, 12));
  });
});
