import { randomUUID } from "node:crypto";
import { Role, systemViewer, type Viewer } from "../../src/domain/access/viewer.js";
import { addHours } from "../../src/domain/time.js";
import { toGlobalId } from "../../src/graphql/global-id.js";
import type { Database } from "../../src/persistence/database.js";
import { settleClocks } from "../../src/services/clock/settle-clocks.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, person, storyBegin, TestClock } from "../support/factory.js";
import { execute } from "../support/graphql.js";
import { Story } from "../support/story.js";

let database: Database;
let clock: TestClock;
let factory: Factory;
let story: Story;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new TestClock();
  factory = new Factory(database, clock);
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const cast = { purchase: await factory.purchase(), senior, mediator: await factory.mediator() };
  story = await Story.open(factory, cast);
});
afterAll(() => closeTestDatabase(database));

async function reportFor(viewer: Viewer): Promise<Record<string, unknown>> {
  const source = `query ($id: ID!) { dispute(id: $id) { clockReport {
    spans { party status from until usedHours pausedHours ground } totals { party usedHours pausedHours }
    paused { ground clause pausedAt endsAt remainingHours } } } }`;
  const answer = await execute(factory.as(viewer), source, { id: toGlobalId("Dispute", story.disputeId) });
  expect(answer.errors).toBeUndefined();
  return (answer.data as { dispute: { clockReport: Record<string, unknown> } }).dispute.clockReport;
}

it("tells both sides the same, and nothing of what either says in private", async () => {
  clock.pass(4);
  await story.say(story.shopper, "SHOPPER_PRIVATE", "I am at my wits' end.");
  clock.pass(6);
  const declare = `mutation ($input: DeclareForceMajeureInput!) {
    declareForceMajeure(input: $input) { forceMajeure { code startsAt endsAt } userErrors { code message } } }`;
  const input = {
    ...{ clientMutationId: randomUUID(), code: "FLOOD", region: "Region", reason: "A flood." },
    ...{ until: addHours(clock.now(), 30).toISOString(), clause: "R-NOT_RECEIVED" },
  };
  const declared = await execute(factory.as(person(Role.RULE_APPROVER)), declare, { input });
  expect(declared.data).toMatchObject({ declareForceMajeure: { userErrors: [] } });
  const [{ id }] = (await database.query("SELECT id FROM force_majeure")) as [{ id: string }];
  await settleClocks(factory.as(systemViewer), { forceMajeureId: id });
  clock.pass(5);
  const at = (hours: number) => addHours(storyBegin, hours).toISOString();
  const merchant = { party: "MERCHANT", status: "MERCHANT_RESPONSE" };
  const report = {
    spans: [
      { ...merchant, from: at(0), until: at(10), usedHours: 10, pausedHours: 0, ground: null },
      { ...merchant, from: at(10), until: at(15), usedHours: 0, pausedHours: 5, ground: "FORCE_MAJEURE" },
    ],
    totals: [{ party: "MERCHANT", usedHours: 10, pausedHours: 5 }],
    paused: {
      ...{ ground: "FORCE_MAJEURE", clause: "R-NOT_RECEIVED", pausedAt: at(10), endsAt: at(40) },
      remainingHours: 38,
    },
  };
  expect(await reportFor(story.merchant)).toEqual(report);
  expect(await reportFor(story.shopper)).toEqual(report);
});
