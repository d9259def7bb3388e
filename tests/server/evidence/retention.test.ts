import { open } from "node:fs/promises";
import { pino } from "pino";
import { systemViewer } from "../../../src/domain/access/viewer.js";
import type { Database } from "../../../src/persistence/database.js";
import { verifyAloud } from "../../../src/server/verification.js";
import { startWorker } from "../../../src/server/worker.js";
import { closeTestDatabase, openTestDatabase, testDatabaseUrl } from "../../support/database.js";
import { eventually } from "../../support/dispute-log.js";
import { objectPaths } from "../../support/kept-file.js";
import { KeptStory } from "../../support/kept-story.js";

let database: Database;
let kept: KeptStory;

beforeAll(async () => {
  database = await openTestDatabase();
  kept = await KeptStory.closed(database);
});
afterAll(async () => {
  await kept.story.factory.evidence.remove();
  await closeTestDatabase(database);
});

/** Verifies as an operator does. */
async function verify(bytes: boolean): Promise<{ holds: boolean; output: string }> {
  const lines: string[] = [];
  const holds = await verifyAloud(kept.as(systemViewer), { bytes, say: (line) => lines.push(line) });
  return { holds, output: lines.join("\n") };
}

it("an operator verifies everything, and is told which file has a changed byte", async () => {
  const logs = /The log holds: \d+ events in the chains of 1 disputes\.\nCustody holds: 8 entries\./;
  const whole = await verify(false);
  expect(whole).toEqual({ holds: true, output: expect.stringMatching(logs) as string });
  expect(whole.output).toContain("Files hold: 2, 0 of them erased; their bytes were not read");
  const read = await verify(true);
  expect(read.output).toContain("Files hold: 2, 0 of them erased; 140200 bytes decrypted and hashed.");

  const [path = ""] = await objectPaths(kept.story);
  const file = await open(path, "r+");
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, 60);
  await file.write(Buffer.of(byte[0]! ^ 1), 0, 1, 60);
  const { number } = (await kept.story.load()).dispute;
  const broken = await verify(true);
  expect(broken.holds).toBe(false);
  expect(broken.output).toMatch(
    new RegExp(`^Broken at dispute ${number}, file [0-9a-f-]{36}: The stored .* cannot be`),
  );
  expect(broken.output).toContain("Broken disputes: 1,");
  await file.write(byte, 0, 1, 60);
  await file.close();
}, 300_000);

it("a worker removes the bytes of what was erased", async () => {
  kept.passYears(4);
  await kept.erase();
  const context = kept.as(systemViewer);
  const log = pino({ level: "silent" });
  const worker = await startWorker({ databaseUrl: testDatabaseUrl(database), context, log });
  try {
    await eventually(async () => (await objectPaths(kept.story)).length === 0, "the removal");
  } finally {
    await worker.stop();
  }
  const { holds, output } = await verify(true);
  expect([holds, output]).toEqual([
    true,
    expect.stringContaining("Files hold: 2, 2 of them erased; 0 bytes"),
  ]);
}, 300_000);
