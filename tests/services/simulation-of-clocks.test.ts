import { randomUUID } from "node:crypto";
import { Role } from "../../src/domain/access/viewer.js";
import { addHours, HOUR_MS } from "../../src/domain/time.js";
import type { LineDraft } from "../../src/domain/order/order.js";
import type { Database } from "../../src/persistence/database.js";
import { declareForceMajeure } from "../../src/services/clock/declare-force-majeure.js";
import { endForceMajeure } from "../../src/services/clock/end-force-majeure.js";
import { recordPlatformOutage } from "../../src/services/clock/record-platform-outage.js";
import { setBusinessCalendar } from "../../src/services/clock/set-business-calendar.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { person, storyBegin, type Purchase } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";
import { settleWaiting } from "../support/settle-clocks.js";
import { SimulationStage } from "../support/simulation-stage.js";
import type { Story } from "../support/story.js";

let database: Database;
let stage: SimulationStage;
let delayed: Story;
let food: Story;

/** Something bought, of which the marketplace then tells more. */
async function purchaseWith(more: (line: LineDraft) => Partial<LineDraft>): Promise<Purchase> {
  const purchase = await stage.factory.purchase();
  const lines = purchase.draft.lines.map((line) => ({ ...line, ...more(line) }));
  await stage.factory.import({ ...purchase.draft, lines });
  return purchase;
}

const keyed = () => ({ clientMutationId: randomUUID() });

/** Six days of silence, of which a flood takes 15 hours from the merchant's clock and an outage three. */
async function playDelayed(): Promise<Story> {
  const { factory, clock } = stage;
  const story = await stage.story(
    await purchaseWith(({ merchant }) => ({ merchant: { ...merchant, country: "BR", region: "RS" } })),
  );
  const approver = factory.as(person(Role.RULE_APPROVER));
  clock.pass(5);
  const flood = { code: "FLOOD", region: "RS", country: "BR", from: null, reason: "The Guaiba rose." };
  const until = addHours(clock.now(), 400);
  await declareForceMajeure(approver, { ...keyed(), ...flood, until, clause: "R-NOT_RECEIVED" });
  expect(await settleWaiting(factory)).toBe(1);
  clock.pass(15);
  await endForceMajeure(approver, { ...keyed(), code: "FLOOD" });
  expect(await settleWaiting(factory)).toBe(1);
  clock.pass(5);
  const outage = { from: addHours(storyBegin, 21), until: addHours(storyBegin, 24), reason: "Down." };
  await recordPlatformOutage(factory.as(person(Role.INTEGRATION)), { ...keyed(), ...outage });
  expect(await settleWaiting(factory)).toBe(1);
  await story.runOut();
  return story;
}

beforeAll(async () => {
  database = await openTestDatabase();
  stage = new SimulationStage(database);
  const nineToSix = [{ fromMinute: 540, untilMinute: 1_080 }];
  await setBusinessCalendar(stage.factory.as(stage.editor), {
    ...{ ...keyed(), country: "BR", zone: "America/Sao_Paulo", holidays: ["2026-11-23"] },
    weeklyHours: [...Array.from({ length: 5 }, () => nineToSix), [], []],
  });
  delayed = await playDelayed();
  food = await stage.story(await purchaseWith(() => ({ category: "fresh_food" })));
  await food.runOut();
});
afterAll(() => expectFolded(database));
afterAll(() => closeTestDatabase(database));

/** How long each dispute took in hours, under its own version and under the draft. */
async function lasted(draftId: string) {
  const rows = await stage.results(draftId);
  return new Map(
    rows.map((row) => [
      row.dispute_id,
      [row["lasted_before_ms"], row["lasted_after_ms"]].map((ms) => Number(ms) / HOUR_MS),
    ]),
  );
}

describe("a simulation of real disputes", () => {
  it("replays pauses that ended early and credits as they were", async () => {
    const id = await stage.simulate(await stage.draft(() => undefined));
    expect((await stage.simulation(id))["totals"]).toMatchObject({ changed: 0, unlikeRecord: 0 });
    const longer = await stage.draft(({ reasons }) => {
      reasons["NOT_RECEIVED"]!.merchantResponseHours += 10;
    });
    const { openedAt, updatedAt, outcome } = (await delayed.load()).dispute;
    expect(outcome).toBe("DEFAULTED");
    const hours = (updatedAt.getTime() - openedAt.getTime()) / HOUR_MS;
    expect((await lasted(await stage.simulate(longer))).get(delayed.disputeId)).toEqual([hours, hours + 10]);
  });

  it("counts business hours by the calendar of the merchant, with its holidays", async () => {
    const draft = await stage.draft(({ reasons }) => {
      Object.assign(reasons["NOT_RECEIVED"]!, {
        merchantResponseBasis: "BUSINESS",
        merchantResponseHours: 10,
      });
    });
    const [, after] = (await lasted(await stage.simulate(draft))).get(delayed.disputeId)!;
    // Opened on Sunday; Monday is off, and what was lost lay at night: all of Tuesday and Wednesday until ten.
    expect(addHours(storyBegin, after!)).toEqual(new Date("2026-11-25T13:00:00.000Z"));
  });

  it("finds for each dispute what the draft makes different for its goods", async () => {
    const draft = await stage.draft((parts) => {
      const change = { merchantResponseHours: 12 };
      parts.categoryOverrides = [{ category: "fresh_food", reasons: [], change, clause: "G-LAPSE" }];
    });
    const times = await lasted(await stage.simulate(draft));
    expect([...times.keys()]).toEqual([food.disputeId]);
    expect(times.get(food.disputeId)?.[1]).toBe(12);
  });
});
