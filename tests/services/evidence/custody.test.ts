import { randomUUID } from "node:crypto";
import { systemViewer } from "../../../src/domain/access/viewer.js";
import { appendCustody } from "../../../src/persistence/custody.store.js";
import type { Database } from "../../../src/persistence/database.js";
import { inTransaction } from "../../../src/persistence/transaction.js";
import { custodyOf, expectCustodyHolds } from "../../support/custody-chain.js";
import { closeTestDatabase, openTestDatabase } from "../../support/database.js";
import { announceFile } from "../../support/evidence.js";
import { Factory } from "../../support/factory.js";
import { Story } from "../../support/story.js";

let database: Database;
let story: Story;
let fileId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const factory = new Factory(database);
  const purchase = await factory.purchase();
  const mediator = await factory.mediator();
  story = await Story.open(factory, { purchase, mediator, senior: mediator });
  fileId = await announceFile(factory.as(story.shopper), story.disputeId);
});
afterAll(() => closeTestDatabase(database));

const links = () => custodyOf(database, story.disputeId);

const append = (detail: Record<string, string | number>, times = 1) =>
  inTransaction(database, (tx) =>
    appendCustody(tx, {
      ...{ disputeId: story.disputeId, actor: systemViewer, newId: randomUUID },
      occurredAt: new Date("2026-11-22T06:00:00.123Z"),
      entries: Array.from({ length: times }, () => ({ fileId, act: "EXPORTED" as const, detail })),
    }),
  );

it("links every act to the one before and to the end of the dispute's log, whoever appends at once", async () => {
  await Promise.all(Array.from({ length: 10 }, (_, index) => append({ z: index, a: "é" }, 2)));
  await story.say(story.shopper, "PARTIES", "What do you say?");
  await append({ after: "the message" });
  await expectCustodyHolds(database, story.disputeId);
  const all = await links();
  expect(all).toHaveLength(21);
  expect(all.at(-1)!.event_sequence).toBe(all[0]!.event_sequence + 1);
});

it("comes to nothing with the transaction, and cannot be changed", async () => {
  const before = await links();
  const failing = inTransaction(database, async (tx) => {
    const act = { fileId, act: "HELD" as const, detail: {} };
    const { disputeId } = story;
    const when = { occurredAt: new Date(), newId: randomUUID };
    await appendCustody(tx, { disputeId, actor: systemViewer, entries: [act], ...when });
    throw new Error("It was not to be.");
  });
  await expect(failing).rejects.toThrow("not to be");
  await expect(database.query("UPDATE evidence_custody SET act = 'VIEWED'")).rejects.toThrow();
  await expect(database.query("DELETE FROM evidence_custody")).rejects.toThrow();
  expect(await links()).toEqual(before);
});
