import { EventEmitter, once } from "node:events";
import { pino } from "pino";
import { systemViewer } from "../../../src/domain/access/viewer.js";
import { addHours } from "../../../src/domain/time.js";
import { setTimer } from "../../../src/persistence/timer.store.js";
import type { ExamineFile } from "../../../src/services/evidence/examiner.js";
import { startWorker } from "../../../src/server/worker.js";
import { eventually } from "../../support/dispute-log.js";
import { sniff } from "../../support/evidence.js";
import { storyBegin } from "../../support/factory.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { picture, PNG, send, UploadStage } from "../../support/upload-stage.js";

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

it("the worker examines what is handed in, and again after an examination that failed", async () => {
  const stage = await UploadStage.open(platform);
  const { fileId, url } = await stage.announce(stage.shopper, PNG);
  await send(url, PNG);
  await stage.complete(stage.shopper, fileId);
  let attempts = 0;
  const flaky: ExamineFile = async (file) => {
    attempts += 1;
    if (attempts === 1) throw new Error("The examiner was out of order.");
    return sniff(file);
  };
  const context = platform.contextOf(systemViewer);
  const log = pino({ level: "silent" });
  const worker = await startWorker({ databaseUrl: platform.databaseUrl, context, log, examine: flaky });
  try {
    await eventually(async () => {
      // The queue waits before it tries again; the test does not.
      await platform.database.query(
        "UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts = 1",
      );
      return (await stage.read(stage.shopper, fileId))?.["status"] === "ACCEPTED";
    }, "the examination");
  } finally {
    await worker.stop();
  }
  expect(attempts).toBe(2);
  expect((await stage.custody()).map(({ act }) => act)).toEqual(["RECEIVED", "HASHED", "EXAMINED"]);
});

it("another worker examines what one that was killed had begun, once that has been silent for 10 minutes", async () => {
  const stage = await UploadStage.open(platform);
  const { fileId, uuid, url } = await stage.announce(stage.shopper, PNG);
  await send(url, PNG);
  await stage.complete(stage.shopper, fileId);
  const key = `evidence:${uuid}`;
  const heldFor = (minutes: number) =>
    platform.database.query(
      "UPDATE graphile_worker._private_jobs SET locked_by = 'killed', locked_at = now() - $2 * interval '1 minute' WHERE key = $1",
      [key, minutes],
    );
  const context = platform.contextOf(systemViewer);
  const log = pino({ level: "silent" });
  await heldFor(9);
  const worker = await startWorker({ databaseUrl: platform.databaseUrl, context, log, examine: sniff });
  const look = async () => {
    await platform.database.query("SELECT graphile_worker.add_job('release-examinations')");
    await eventually(async () => {
      const jobs = await platform.database.query(
        "SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'release-examinations'",
      );
      return jobs.length === 0;
    }, "the look for dead workers");
  };
  try {
    await look();
    expect(await stage.read(stage.shopper, fileId)).toMatchObject({ status: "EXAMINING" });
    await heldFor(11);
    await look();
    await eventually(
      async () => (await stage.read(stage.shopper, fileId))?.["status"] === "ACCEPTED",
      "the examination",
    );
  } finally {
    await worker.stop();
  }
});

async function silenceApplied(disputeId: string): Promise<boolean> {
  const events = await platform.database.query(
    "SELECT 1 FROM dispute_event WHERE dispute_id = $1 AND type = 'MERCHANT_SILENCE_APPLIED'",
    [disputeId],
  );
  return events.length === 1;
}

it("the worker fires deadlines while every place for files is taken", async () => {
  const stage = await UploadStage.open(platform);
  for (const bytes of [picture(1_000), picture(2_000), picture(3_000)]) {
    const { fileId, url } = await stage.announce(stage.shopper, bytes);
    await send(url, bytes);
    await stage.complete(stage.shopper, fileId);
  }
  // By the real clock these are due already; by the platform's, which stands, they would be put off again and again.
  await platform.database.query("DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'deadline:%'");
  let begun = 0;
  const gate = new EventEmitter();
  const released = once(gate, "open");
  const endless: ExamineFile = async (file) => {
    begun += 1;
    await released;
    return sniff(file);
  };
  const context = platform.contextOf(systemViewer);
  const log = pino({ level: "silent" });
  const { databaseUrl } = platform;
  const worker = await startWorker({ databaseUrl, context, log, examine: endless });
  try {
    await eventually(() => Promise.resolve(begun === 2), "two examinations");
    const due = addHours(storyBegin, 49);
    await platform.clock.moveTo(platform.database, due);
    await setTimer(platform.database, stage.story.disputeId, due);
    await eventually(() => silenceApplied(stage.story.disputeId), "the end of the merchant's time");
    expect(begun).toBe(2);
  } finally {
    gate.emit("open");
    await worker.stop();
  }
});
