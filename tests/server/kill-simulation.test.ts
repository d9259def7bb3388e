import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { readConfig } from "../../src/server/config.js";
import { destroyEmbeddedPostgres } from "../../src/server/embedded-postgres.js";
import { openPlatform, type Platform } from "../../src/server/platform.js";
import { eventually } from "../support/dispute-log.js";
import { ended, startWorkerProgram, type Program } from "../support/program.js";
import { SimulationStage, type StoredDraft } from "../support/simulation-stage.js";
import { Story } from "../support/story.js";

/** One batch of a simulation and a little more. */
const DISPUTES = 254;
const BATCH = 250;
/** The advisory lock at which the second batch waits while the test holds it. */
const HOLD = 4_711;

let folder: string;
/** What the worker is told: it accepts no database like that of the other tests, which would not survive a crash. */
let environment: Record<string, string>;
let platform: Platform;
let stage: SimulationStage;
const programs: Program[] = [];

/** Disputes that the shopper withdrew after ten hours; nothing is left for the clock of a worker to do. */
async function playWithdrawn(): Promise<void> {
  const { factory, clock } = stage;
  const senior = await factory.mediator({ level: 3 });
  const stories: Story[] = [];
  while (stories.length < DISPUTES) {
    const purchase = await factory.purchase({ lines: DISPUTES / 2 });
    for (const orderLineId of purchase.lines) {
      const lines = [{ orderLineId, amount: null }];
      stories.push(await Story.open(factory, { purchase, senior, mediator: senior }, { lines }));
    }
  }
  clock.pass(10);
  for (const story of stories) await story.withdraw();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombud-killed-"));
  // As root the database server runs as another user, who must be able to walk through.
  await chmod(folder, 0o711);
  environment = { DATABASE_URL: "", OMBUD_DATA_DIRECTORY: join(folder, "data"), OMBUD_MODE: "test" };
  platform = await openPlatform(readConfig(environment), () => undefined);
  const { database } = platform;
  stage = new SimulationStage(database);
  await playWithdrawn();
  await database.query(`CREATE FUNCTION hold_second_batch() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(${HOLD}); RETURN NEW; END $$`);
  await database.query(`CREATE TRIGGER hold_second_batch BEFORE UPDATE ON rulebook_simulation
    FOR EACH ROW WHEN (OLD.done > 0 AND NEW.done > OLD.done) EXECUTE FUNCTION hold_second_batch()`);
}, 300_000);
afterAll(async () => {
  for (const { child } of programs) child.kill("SIGKILL");
  await Promise.all(programs.map(ended));
  await platform.close();
  await destroyEmbeddedPostgres(join(folder, "data"));
  await rm(folder, { recursive: true, force: true });
});

const startWorker = () => startWorkerProgram(environment, programs);

/** What a simulation found, whichever simulation it is. */
async function findings(id: string) {
  const results = (await stage.results(id)).map((row) => ({ ...row, simulation_id: null }));
  const { status, done, total, totals } = await stage.simulation(id);
  return { status, done, total, totals, results };
}

/** Has a worker begin a simulation, and kills it when the first batch is written and the second is not. */
async function simulateUntilKilled(draft: StoredDraft): Promise<string> {
  const holder = new Client({ connectionString: platform.databaseUrl });
  await holder.connect();
  try {
    await holder.query("SELECT pg_advisory_lock($1)", [HOLD]);
    const id = await stage.request(draft);
    const worker = await startWorker();
    await eventually(async () => (await stage.simulation(id))["done"] === BATCH, "the first batch");
    worker.child.kill("SIGKILL");
    await ended(worker);
    // A database learns late that a client is gone. What waits for the lock must not write after it is let go.
    const waits = "FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    await eventually(async () => {
      const waiting = await holder.query(`SELECT pg_terminate_backend(pid) ${waits}`);
      return waiting.rowCount === 0;
    }, "the dead worker's statement is gone");
    return id;
  } finally {
    await holder.end();
  }
}

it("a simulation whose worker was killed is finished by the next one as if nothing had happened", async () => {
  const draft = await stage.draft(({ reasons }) => (reasons["NOT_RECEIVED"]!.merchantResponseHours = 5));
  const undisturbed = await findings(await stage.simulate(draft));
  expect(undisturbed).toMatchObject({ status: "DONE", totals: { disputes: DISPUTES, changed: DISPUTES } });

  const id = await simulateUntilKilled(draft);
  expect(await stage.simulation(id)).toMatchObject({ status: "RUNNING", attempt: 1, totals: null });
  expect(await stage.results(id)).toHaveLength(BATCH);

  // A minute passes in which nothing is heard of it; then comes the sweep of every minute.
  const { database } = platform;
  await database.query("UPDATE rulebook_simulation SET alive_at = alive_at - interval '61 s' WHERE id = $1", [
    id,
  ]);
  const next = await startWorker();
  await database.query("SELECT graphile_worker.add_job('resume-simulations')");
  await eventually(async () => (await stage.simulation(id))["status"] !== "RUNNING", "it is over");
  expect(await findings(id)).toEqual(undisturbed);
  expect(await stage.simulation(id)).toMatchObject({ attempt: 2 });

  next.child.kill("SIGTERM");
  await ended(next);
  // With what it wrote, which says why if it did not end well.
  expect([next.child.exitCode, next.output()]).toEqual([0, expect.any(String)]);
}, 300_000);
