import { randomUUID } from "node:crypto";
import { systemViewer } from "../../src/domain/access/viewer.js";
import { addHours, HOUR_MS } from "../../src/domain/time.js";
import type { Database } from "../../src/persistence/database.js";
import { loadDispute } from "../../src/persistence/dispute.store.js";
import { fireDeadline } from "../../src/services/disputes/fire-deadline.js";
import { openDispute } from "../../src/services/disputes/open-dispute.js";
import { closeTestDatabase, openTestDatabase } from "../support/database.js";
import { Factory, storyBegin, TestClock, type Purchase } from "../support/factory.js";
import { expectFolded } from "../support/folded.js";

let database: Database;
let clock: TestClock;
let factory: Factory;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new TestClock();
  factory = new Factory(database, clock);
});
afterAll(() => closeTestDatabase(database));

async function open(purchase: Purchase, reason: string, line = 0): Promise<string> {
  const { disputeId } = await openDispute(factory.as(purchase.shopper), {
    clientMutationId: randomUUID(),
    reason,
    remedy: "REFUND",
    statement: "It never came.",
    lines: [{ orderLineId: purchase.lines[line]!, amount: null }],
  });
  return disputeId;
}

const disputeOf = async (id: string) => (await loadDispute(database, id))!.dispute;

it("a rulebook with another limit, another silence and a new reason is followed from its day on; older disputes stay", async () => {
  const purchase = await factory.purchase({ lines: 3 });
  const old = await open(purchase, "NOT_RECEIVED");
  const rulebookId = await factory.rulebooks.approved({
    version: "2027-variant",
    change: (document) => {
      const { reasons } = document;
      reasons.NOT_RECEIVED.merchantResponseHours = 12;
      reasons.NOT_RECEIVED.onMerchantSilence = ["PLATFORM"];
      Object.assign(reasons, { GOODS_ARE_HAUNTED: { ...reasons.NOT_RECEIVED, code: "GOODS_ARE_HAUNTED" } });
    },
  });
  const effectiveAt = await factory.rulebooks.publish(rulebookId);
  const hours = (effectiveAt.getTime() - storyBegin.getTime()) / HOUR_MS;

  // The last moment of the old rules: neither the new reason nor the new limit is known.
  clock.pass(hours - 1);
  await expect(open(purchase, "GOODS_ARE_HAUNTED", 1)).rejects.toMatchObject({
    refusals: [{ code: "VALIDATION" }],
  });

  clock.pass(1);
  expect((await factory.as(systemViewer).currentRulebook()).version).toBe("2027-variant");
  const young = await open(purchase, "NOT_RECEIVED", 1);
  const haunted = await open(purchase, "GOODS_ARE_HAUNTED", 2);
  for (const id of [young, haunted]) {
    expect(await disputeOf(id)).toMatchObject({
      ...{ rulebookVersion: "2027-variant", deadlineAt: addHours(effectiveAt, 12) },
    });
  }

  // What the merchant's silence means is what the rules say that each was opened under.
  clock.pass(12);
  for (const id of [old, young, haunted]) await fireDeadline(factory.as(systemViewer), id);
  expect(await disputeOf(old)).toMatchObject({
    ...{ rulebookVersion: "2026-11", status: "PERFORMING", outcome: "DEFAULTED" },
  });
  for (const id of [young, haunted]) {
    expect(await disputeOf(id)).toMatchObject({ status: "QUEUED", outcome: null });
  }
  await expectFolded(database);
});
