import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { createDataSource } from "../ormconfig.js";
import { Database } from "../src/persistence/database.js";
import { readConfig } from "../src/server/config.js";
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from "../src/server/embedded-postgres.js";
import { importContext } from "../src/server/import/import-context.js";
import { LineProgress } from "../src/server/import/import-progress.js";
import { summaryLines } from "../src/server/import/import-summary.js";
import { OlistSource } from "../src/server/import/olist-source.js";
import { runImport, type ImportRun } from "../src/server/import/run-import.js";
import { migrate } from "../src/server/migrate.js";

/** What the import must reach on 2 cores. */
const TARGET = { ordersPerSecond: 1_500, residentMiB: 400 };

/** Every table that an import fills, in the order in which their foreign keys allow. */
const tables = [
  "merchant",
  "shopper",
  "order",
  "order_line",
  "payment",
  "refund",
  "shipment",
  "tracking_event",
  "review",
];

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const silent = new LineProgress(() => undefined);

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}

async function importOlist(database: Database, folder: string): Promise<ImportRun> {
  const source = new OlistSource(folder);
  try {
    return await runImport(importContext(database), source, silent);
  } finally {
    source.close();
  }
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes a second database with the same tables, empty. */
async function emptyTwin(url: string): Promise<string> {
  const twin = new URL(url);
  twin.pathname = "/ombud_copy";
  await withClient(url, (client) => client.query("CREATE DATABASE ombud_copy TEMPLATE template0"));
  const dataSource = await createDataSource(twin.href).initialize();
  await migrate(dataSource, twin.href);
  await dataSource.destroy();
  return twin.href;
}

/** Writes the imported rows to files and reads them with plain COPY into a twin of the tables, timed in seconds. */
async function copyToTwin(url: string, folder: string): Promise<number> {
  await withClient(url, async (client) => {
    for (const table of tables) {
      await pipeline(
        client.query(copyTo(`COPY "${table}" TO STDOUT`)),
        createWriteStream(join(folder, table)),
      );
    }
  });
  const { seconds } = await withClient(await emptyTwin(url), (client) =>
    timed(async () => {
      await client.query("BEGIN");
      for (const table of tables) {
        await pipeline(
          createReadStream(join(folder, table)),
          client.query(copyFrom(`COPY "${table}" FROM STDIN`)),
        );
      }
      await client.query("COMMIT");
    }),
  );
  return seconds;
}

async function bench(url: string, scratch: string): Promise<boolean> {
  const dataset = join(readConfig().datasetDirectory, "olist");
  const dataSource = await createDataSource(url).initialize();
  await migrate(dataSource, url);
  const database = new Database(dataSource);
  try {
    const first = await timed(() => importOlist(database, dataset));
    const residentMiB = Math.round(process.resourceUsage().maxRSS / 1024);
    const { summary, totals } = first.result;
    for (const line of summaryLines(summary, totals.sums, first.seconds)) print(line);
    const copySeconds = await copyToTwin(url, scratch);
    const again = await timed(() => importOlist(database, dataset));
    const { TAKEN, UPDATED, UNCHANGED } = again.result.summary.outcomes;
    print(
      `\nAgain: taken ${TAKEN}, updated ${UPDATED}, unchanged ${UNCHANGED} in ${again.seconds.toFixed(1)} s`,
    );
    const rate = summary.orders / first.seconds;
    print(`Plain COPY of the same rows into the same tables: ${copySeconds.toFixed(1)} s`);
    print(
      `Import: ${rate.toFixed(0)} orders/s (target ${TARGET.ordersPerSecond}), ratio to COPY ${(copySeconds / first.seconds).toFixed(3)}`,
    );
    print(`Peak resident memory: ${residentMiB} MiB (target below ${TARGET.residentMiB})`);
    const isSame = TAKEN + UPDATED === 0 && totals.sums !== null && summary.matches(totals.sums);
    return isSame && rate >= TARGET.ordersPerSecond && residentMiB < TARGET.residentMiB;
  } finally {
    await dataSource.destroy();
  }
}

async function main(): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "ombud-bench-"));
  const scratch = mkdtempSync(join(tmpdir(), "ombud-bench-copy-"));
  const server = await startEmbeddedPostgres({ dataDirectory, durable: true, log: () => undefined });
  try {
    if (!(await bench(server.url, scratch))) {
      print("A target was missed.");
      process.exitCode = 1;
    }
  } finally {
    await server.stop();
    await destroyEmbeddedPostgres(dataDirectory);
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main();
