import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { Role } from "../../../src/domain/access/viewer.js";
import { addHours } from "../../../src/domain/time.js";
import { readConfig } from "../../../src/server/config.js";
import { destroyEmbeddedPostgres } from "../../../src/server/embedded-postgres.js";
import { openPlatform, type Platform } from "../../../src/server/platform.js";
import { exportDossier } from "../../../src/services/dossier/export-dossier.js";
import { openDossier } from "../../../src/services/dossier/open-dossier.js";
import { completeEvidenceUpload } from "../../../src/services/evidence/complete-evidence-upload.js";
import { eventually } from "../../support/dispute-log.js";
import { verifyZip } from "../../support/dossier-stage.js";
import { examineNow, sendFile } from "../../support/evidence.js";
import { Factory } from "../../support/factory.js";
import { ended, startWorkerProgram, type Program } from "../../support/program.js";
import { Story } from "../../support/story.js";

/** The advisory lock at which the worker waits in the middle of the ZIP while the test holds it. */
const HOLD = 4_712;

let folder: string;
/** What the worker is told: it accepts no database like that of the other tests, which would not survive a crash. */
let environment: Record<string, string>;
let platform: Platform;
let story: Story;
const programs: Program[] = [];

/** A case with a file that was handed in. */
async function openCase(): Promise<Story> {
  const factory = new Factory(platform.database);
  const purchase = await factory.purchase();
  const senior = await factory.mediator({ level: 3, role: Role.SENIOR_MEDIATOR });
  const opened = await Story.open(factory, { purchase, senior, mediator: await factory.mediator() });
  await opened.playTo("EVIDENCE");
  const context = platform.contextOf(opened.shopper);
  const fileId = await sendFile(context, opened.disputeId);
  await completeEvidenceUpload(context, { clientMutationId: "file", fileId });
  const harmless = { treatment: "ACCEPT", contentType: "text/plain", findings: [], shared: null } as const;
  await examineNow(context, fileId, () => Promise.resolve(harmless));
  await opened.evidence.handIn(opened.shopper, "It came open.", { fileIds: [fileId] });
  return opened;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombud-killed-"));
  // As root the database server runs as another user, who must be able to walk through.
  await chmod(folder, 0o711);
  environment = { DATABASE_URL: "", OMBUD_DATA_DIRECTORY: join(folder, "data"), OMBUD_MODE: "test" };
  platform = await openPlatform(readConfig(environment), () => undefined);
  story = await openCase();
  await platform.database.query(`CREATE FUNCTION hold_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(${HOLD}); RETURN NEW; END $$`);
  await platform.database.query(`CREATE TRIGGER hold_dossier BEFORE UPDATE ON dossier
    FOR EACH ROW WHEN (NEW.done = 3 AND NEW.status = 'RUNNING') EXECUTE FUNCTION hold_dossier()`);
}, 300_000);
afterAll(async () => {
  for (const { child } of programs) child.kill("SIGKILL");
  await Promise.all(programs.map(ended));
  await platform.close();
  await destroyEmbeddedPostgres(join(folder, "data"));
  await rm(folder, { recursive: true, force: true });
});

const startWorker = () => startWorkerProgram(environment, programs);

async function stateOf(id: string) {
  const sql = `SELECT status, attempt, done, (SELECT count(*)::int FROM evidence_custody
    WHERE dispute_id = dossier.dispute_id AND act = 'EXPORTED') AS exported FROM dossier WHERE id = $1`;
  const [row] = await platform.database.query(sql, [id]);
  return row as { status: string; attempt: number; done: number; exported: number };
}

/** Has a worker begin a dossier, and kills it in the middle of the ZIP. */
async function buildUntilKilled(): Promise<string> {
  const holder = new Client({ connectionString: platform.databaseUrl });
  await holder.connect();
  try {
    await holder.query("SELECT pg_advisory_lock($1)", [HOLD]);
    const asked = { clientMutationId: "dossier", disputeId: story.disputeId, language: "ZH" } as const;
    const id = await exportDossier(platform.contextOf(story.shopper), asked);
    const worker = await startWorker();
    const waits = "FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    await eventually(
      async () => (await holder.query(`SELECT 1 ${waits}`)).rowCount === 1,
      "the ZIP is begun",
    );
    worker.child.kill("SIGKILL");
    await ended(worker);
    // A database learns late that a client is gone. What waits for the lock must not write after it is let go.
    await eventually(async () => {
      return (await holder.query(`SELECT pg_terminate_backend(pid) ${waits}`)).rowCount === 0;
    }, "the dead worker's statement is gone");
    return id;
  } finally {
    await holder.end();
  }
}

async function bytesOf(dossierId: string): Promise<Buffer> {
  const expiresAt = addHours(platform.clock.now(), 1);
  const grant = { viewer: story.shopper, dossierId, expiresAt };
  const opened = await openDossier(platform.contextOf(story.shopper), grant);
  const pieces: Uint8Array[] = [];
  for await (const piece of await opened!.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}

it("a dossier whose worker was killed in the middle of it is built by the next one, once", async () => {
  const id = await buildUntilKilled();
  expect(await stateOf(id)).toEqual({ status: "RUNNING", attempt: 1, done: 2, exported: 0 });

  // Five minutes pass in which nothing is heard of it; then comes the sweep of every minute.
  const { database } = platform;
  await database.query("UPDATE dossier SET alive_at = alive_at - interval '301 s' WHERE id = $1", [id]);
  const next = await startWorker();
  await database.query("SELECT graphile_worker.add_job('resume-dossiers')");
  await eventually(async () => (await stateOf(id)).status !== "RUNNING", "it is over");
  expect(await stateOf(id)).toEqual({ status: "READY", attempt: 2, done: 4, exported: 1 });
  expect(await verifyZip(await bytesOf(id))).toMatchObject({ code: 0, status: "HOLDS" });

  next.child.kill("SIGTERM");
  await ended(next);
  // With what it wrote, which says why if it did not end well.
  expect([next.child.exitCode, next.output()]).toEqual([0, expect.any(String)]);
}, 300_000);
