import { EventEmitter, once } from "node:events";
import { pino } from "pino";
import { systemViewer } from "../../../src/domain/access/viewer.js";
import { setTimer } from "../../../src/persistence/timer.store.js";
import type { ExamineFile } from "../../../src/services/evidence/examiner.js";
import { startWorker } from "../../../src/server/worker.js";
import { eventually } from "../../support/dispute-log.js";
import { sniff } from "../../support/evidence.js";
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

it("the worker fires deadlines while every place for files is taken", async () => {
  const stage = await UploadStage.open(platform);
  for (const bytes of [picture(1_000), picture(2_000), picture(3_000)]) {
    const { fileId, url } = await stage.announce(stage.shopper, bytes);
    await send(url, bytes);
    await stage.complete(stage.shopper, fileId);
  }
  let begun = 0;
  const gate = new EventEmitter();
  const released = once(gate, "open");
  const endless: ExamineFile = async (file) => {
    begun += 1;
    await released;
    return sniff(file);
  };
  const fired: string[] = [];
  const fire = (_context: unknown, disputeId: string): Promise<boolean> => {
    fired.push(disputeId);
    return Promise.resolve(fired.length === 1);
  };
  const context = platform.contextOf(systemViewer);
  const log = pino({ level: "silent" });
  const { databaseUrl } = platform;
  const worker = await startWorker({ databaseUrl, context, log, fire, examine: endless });
  try {
    await eventually(() => Promise.resolve(begun === 2), "two examinations");
    await setTimer(platform.database, stage.story.disputeId, platform.clock.now());
    await eventually(() => Promise.resolve(fired.includes(stage.story.disputeId)), "the deadline");
    expect(begun).toBe(2);
  } finally {
    gate.emit("open");
    await worker.stop();
  }
});
