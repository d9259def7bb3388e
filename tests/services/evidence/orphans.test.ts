import { randomBytes, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Database } from "../../../src/persistence/database.js";
import { readAwaitedFile } from "../../../src/services/evidence/awaited-file.js";
import { collectOrphans } from "../../../src/services/evidence/collect-orphans.js";
import { completeEvidenceUpload } from "../../../src/services/evidence/complete-evidence-upload.js";
import { createEvidenceUpload } from "../../../src/services/evidence/create-evidence-upload.js";
import { receiveUpload } from "../../../src/services/evidence/receive-upload.js";
import { resumeUpload } from "../../../src/services/evidence/resume-upload.js";
import { fileOf } from "../../support/bytes.js";
import { closeTestDatabase, openTestDatabase } from "../../support/database.js";
import { examineNow, sha256Of } from "../../support/evidence.js";
import { Factory, TestClock } from "../../support/factory.js";
import { Story } from "../../support/story.js";

let database: Database;
let factory: Factory;
let story: Story;
let clock: TestClock;

beforeEach(async () => {
  database = await openTestDatabase();
  clock = new TestClock();
  factory = new Factory(database, clock);
  const mediator = await factory.mediator();
  const cast = { purchase: await factory.purchase(), mediator, senior: mediator };
  story = await Story.open(factory, cast);
});
afterEach(async () => {
  await factory.evidence.remove();
  await closeTestDatabase(database);
});

const context = () => factory.as(story.shopper);
const bytes = randomBytes(1_000);

async function announce(): Promise<string> {
  const { fileId } = await createEvidenceUpload(context(), {
    ...{ clientMutationId: randomUUID(), disputeId: story.disputeId, sha256: sha256Of(bytes) },
    ...{ filename: "a.png", contentType: "image/png", byteSize: 1_000 },
  });
  return fileId;
}

async function send(fileId: string): Promise<void> {
  await receiveUpload(context(), await readAwaitedFile(context(), fileId), Readable.from([bytes]));
}

async function sendPart(fileId: string): Promise<void> {
  const part = { offset: 0, bytes: Readable.from([bytes.subarray(0, 10)]) };
  await resumeUpload(context(), await readAwaitedFile(context(), fileId), part);
}

async function objects(): Promise<string[]> {
  const all: string[] = [];
  for await (const address of factory.evidence.storage.objects.list(0)) all.push(address);
  return all;
}

it("removes what nothing names and what was given up, and nothing that is in use", async () => {
  const { storage } = factory.evidence;
  const complete = await announce();
  await send(complete);
  await completeEvidenceUpload(context(), { clientMutationId: randomUUID(), fileId: complete });
  const sent = await announce();
  await send(sent);
  const partly = await announce();
  await sendPart(partly);
  // What a process that was killed leaves: an object without a row, and parts of nothing.
  const { address: lost } = await storage.objects.put(fileOf(bytes));
  await storage.staging.put(randomUUID(), 0, bytes);
  expect(await collectOrphans(factory.as(story.shopper))).toEqual({ expired: 0, objects: 0, staged: 0 });
  expect(await collectOrphans(context(), 0)).toEqual({ expired: 0, objects: 1, staged: 1 });
  expect(await objects()).not.toContain(lost);
  expect(await storage.staging.parts(partly)).toHaveLength(1);
  // What is being sent can still be finished.
  await completeEvidenceUpload(context(), { clientMutationId: randomUUID(), fileId: sent });
  clock.pass(2);
  expect(await collectOrphans(context(), 0)).toEqual({ expired: 1, objects: 0, staged: 1 });
  expect(await collectOrphans(context(), 0)).toEqual({ expired: 0, objects: 0, staged: 0 });
  expect(await objects()).toHaveLength(2);
  for (const fileId of [complete, sent]) expect(await examineNow(context(), fileId)).toBe(true);
});

it("expires an upload whose bytes had arrived, and then removes them", async () => {
  const fileId = await announce();
  await send(fileId);
  clock.pass(25);
  expect(await collectOrphans(context(), 0)).toEqual({ expired: 1, objects: 1, staged: 0 });
  const [row] = await database.query("SELECT status, object_address FROM evidence_file WHERE id = $1", [
    fileId,
  ]);
  expect(row).toEqual({ status: "EXPIRED", object_address: null });
  expect(await objects()).toEqual([]);
});

it("an examination that runs twice at once is recorded once, and leaves one copy", async () => {
  const fileId = await announce();
  await send(fileId);
  await completeEvidenceUpload(context(), { clientMutationId: randomUUID(), fileId });
  const both = await Promise.all([examineNow(context(), fileId), examineNow(context(), fileId)]);
  expect(both).toContain(true);
  const acts = await database.query("SELECT FROM evidence_custody WHERE act = 'EXAMINED'");
  expect(acts).toHaveLength(1);
});
