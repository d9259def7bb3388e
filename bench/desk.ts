// npm run bench:desk [-- --first N] [--small]: a desk of 20 mediators clears the real disputes through the use cases, in this
// process, against a PostgreSQL of its own. It fails if an act is refused that should not be, a dispute is left, or a chain broken.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createDataSource } from "../ormconfig.js";
import { Database } from "../src/persistence/database.js";
import { Mode } from "../src/server/config-variables.js";
import { readConfig, type Config } from "../src/server/config.js";
import { demoConfig } from "../src/server/demo/demo-stage.js";
import { clearDisputes, START, type Cleared } from "../src/server/demo/real/clear.js";
import { Desk } from "../src/server/demo/real/desk.js";
import {
  allDisputesFile,
  disputesFile,
  readDisputeRecords,
  type DisputeRecord,
} from "../src/server/demo/real/dispute-record.js";
import { clearedLines, ReplayProgress } from "../src/server/demo/real/replay-report.js";
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from "../src/server/embedded-postgres.js";
import { importContext } from "../src/server/import/import-context.js";
import { LineProgress } from "../src/server/import/import-progress.js";
import { OlistSource } from "../src/server/import/olist-source.js";
import { runImport } from "../src/server/import/run-import.js";
import { platformOn, type Platform } from "../src/server/platform.js";
import { verifyLog } from "../src/services/log/verify-log.js";
import { checkCleared, sumsLine } from "./desk-checks.js";
import { StandingClock, UseCasePort } from "./desk-port.js";

/** Which of the data set is played. */
interface Choice {
  readonly orders: string;
  readonly disputes: string;
  readonly first: number;
}

/** Enough for the cases that do something at once, and the deadlines that fire at once. */
const POOL_SIZE = 8;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function importOrders({ database }: Platform, folder: string): Promise<void> {
  const source = new OlistSource(folder);
  try {
    await runImport(importContext(database), source, new LineProgress(() => undefined));
  } finally {
    source.close();
  }
  // What a running platform has long since: without it the planner takes the new tables for empty.
  await database.query("ANALYZE");
}

/** The orders of the records that the import did not take, as a map to why. */
async function withoutOrder(
  { database }: Platform,
  records: readonly DisputeRecord[],
): Promise<Map<string, string>> {
  const references = records.map(({ order_id: reference }) => reference);
  const taken = await database.query<{ reference: string }>(
    'SELECT reference FROM "order" WHERE reference = ANY ($1)',
    [references],
  );
  const known = new Set(taken.map(({ reference }) => reference));
  return new Map(references.flatMap((each) => (known.has(each) ? [] : [[each, "NOT_TAKEN"] as const])));
}

/** The platform on a server of its own, which need not wait for the disk at each commit: nobody keeps what it holds. */
async function openedOn(serverUrl: string, config: Config, clock: StandingClock): Promise<Platform> {
  const url = `${serverUrl}?options=${encodeURIComponent("-c synchronous_commit=off")}`;
  const dataSource = await createDataSource(url, { poolSize: POOL_SIZE }).initialize();
  const opened = { database: new Database(dataSource), url, close: () => dataSource.destroy() };
  return platformOn(opened, config, () => undefined, clock.now);
}

async function bench(platform: Platform, clock: StandingClock, choice: Choice): Promise<Cleared> {
  const records = await readDisputeRecords(choice.disputes, choice.first);
  const port = new UseCasePort(platform, clock);
  const desk = new Desk(port);
  await desk.agenda.moveTo(START);
  await importOrders(platform, choice.orders);
  const refusedOrders = await withoutOrder(platform, records);
  const progress = new ReplayProgress(process.stderr);
  const cleared = await clearDisputes(desk, { records, refusedOrders, onProgress: progress.onProgress });
  progress.end();
  print(`Cases taken back from mediators who were away: ${port.released}`);
  return cleared;
}

async function verify({ database }: Platform, { opened }: Cleared): Promise<boolean> {
  const { disputes, events, broken } = await verifyLog(database);
  print(`The log holds ${events} events in the chains of ${disputes} disputes (${opened} of the data set).`);
  if (broken !== null) print(`It is broken at ${broken.disputeNumber}: ${broken.problem}`);
  print(await sumsLine(database));
  return (await checkCleared(database, print)) && broken === null;
}

function choiceOf(): Choice {
  const options = { first: { type: "string" }, small: { type: "boolean" } } as const;
  const { values } = parseArgs({ options });
  const folder = readConfig().datasetDirectory;
  const first = Number(values.first ?? Infinity);
  return values.small === true
    ? { orders: join(folder, "small"), disputes: disputesFile(folder), first }
    : { orders: join(folder, "olist"), disputes: allDisputesFile(folder), first };
}

async function main(): Promise<void> {
  const choice = choiceOf();
  const dataDirectory = mkdtempSync(join(tmpdir(), "ombud-bench-"));
  const server = await startEmbeddedPostgres({ dataDirectory, durable: true, log: () => undefined });
  try {
    const config = { ...demoConfig(readConfig(), server.url), mode: Mode.DEMO };
    const clock = new StandingClock(START);
    const platform = await openedOn(server.url, config, clock);
    try {
      const cleared = await bench(platform, clock, choice);
      for (const line of clearedLines(cleared)) print(line);
      const residentMiB = Math.round(process.resourceUsage().maxRSS / 1024);
      print(`Peak resident memory: ${residentMiB} MiB`);
      const holds = await verify(platform, cleared);
      if (!holds || cleared.problems.length > 0) process.exitCode = 1;
    } finally {
      await platform.close();
    }
  } finally {
    await server.stop();
    await destroyEmbeddedPostgres(dataDirectory);
  }
}

await main();
