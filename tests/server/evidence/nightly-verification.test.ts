import { pino } from "pino";
import { systemViewer } from "../../../src/domain/access/viewer.js";
import type { Database } from "../../../src/persistence/database.js";
import { evidenceCrontab, verifyProofTask } from "../../../src/server/evidence/evidence-tasks.js";
import { startWorker } from "../../../src/server/worker.js";
import { closeTestDatabase, openTestDatabase, testDatabaseUrl } from "../../support/database.js";
import { eventually } from "../../support/dispute-log.js";
import { tamperWith } from "../../support/kept-file.js";
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

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly link?: object;
  readonly broken?: number;
}

/** Has the worker verify, as it does by itself every night. @returns what stands in the log about it, but for the level debug */
async function verifiedAtNight(): Promise<Line[]> {
  const lines: Line[] = [];
  const log = pino({}, { write: (text: string) => void lines.push(JSON.parse(text) as Line) });
  const context = kept.as(systemViewer);
  const worker = await startWorker({ databaseUrl: testDatabaseUrl(database), context, log });
  try {
    await database.query("SELECT graphile_worker.add_job($1)", [verifyProofTask]);
    await eventually(() => lines.some(({ broken }) => broken !== undefined), "the end of the verification");
  } finally {
    await worker.stop();
  }
  return lines.filter(({ msg }) => msg.startsWith("What is kept as proof"));
}

it("the worker recomputes the proof every night and tells the operator of the first broken link of a dispute", async () => {
  expect(evidenceCrontab).toContain(`11 3 * * * ${verifyProofTask} `);
  expect(await verifiedAtNight()).toMatchObject([{ level: 30, broken: 0 }]);

  const { number } = (await kept.story.load()).dispute;
  const removed = "DELETE FROM evidence_custody WHERE dispute_id = $1 AND sequence = 2";
  await tamperWith(database, "evidence_custody", removed, [kept.disputeId]);
  expect(await verifiedAtNight()).toMatchObject([
    { level: 50, link: { disputeNumber: number, chain: "custody", sequence: 2 } },
    { level: 30, broken: 1 },
  ]);
});
