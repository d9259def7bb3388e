// npm run bench:simulate: tries a draft of the rules on all the real disputes, twice, and recomputes what came of it.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { Client } from "pg";
import { createDataSource } from "../ormconfig.js";
import { Database } from "../src/persistence/database.js";
import { readConfig } from "../src/server/config.js";
import { allDisputesFile } from "../src/server/demo/real/dispute-record.js";
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from "../src/server/embedded-postgres.js";
import { migrate } from "../src/server/migrate.js";
import { buildRealHistory, simulateAll, storeDraft } from "./real-simulation.js";
import { disputesChecksum, recomputedTotals, resultsChecksum, storedTotals } from "./simulation-sums.js";

/** What a simulation of all the real disputes may take on 2 cores. */
const TARGET_SECONDS = 60;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function build(database: Database, url: string): Promise<void> {
  const dataDirectory = readConfig().datasetDirectory;
  const files = { orders: join(dataDirectory, "olist"), disputes: allDisputesFile(dataDirectory) };
  const client = new Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  try {
    const { opened, events, leftOut } = await buildRealHistory(database, client, files);
    print(`Real disputes: ${opened} with ${events} events`);
    for (const [why, disputes] of leftOut) print(`  left out, ${why}: ${disputes}`);
  } finally {
    await client.end();
  }
}

async function timed(database: Database, draftId: string): Promise<{ id: string; seconds: number }> {
  const start = performance.now();
  const id = await simulateAll(database, draftId);
  return { id, seconds: (performance.now() - start) / 1000 };
}

async function bench(database: Database): Promise<boolean> {
  const draftId = await storeDraft(database);
  const before = await disputesChecksum(database);
  const runs = [await timed(database, draftId), await timed(database, draftId)] as const;
  const [one, other] = await Promise.all(runs.map(({ id }) => storedTotals(database, id)));
  const [first, second] = await Promise.all(runs.map(({ id }) => resultsChecksum(database, id)));
  print(JSON.stringify(one?.totals, null, 2));
  const { disputes } = one?.totals as { readonly disputes: number };
  for (const { seconds } of runs) {
    print(
      `Simulated in ${seconds.toFixed(1)} s (target ${TARGET_SECONDS}): ${(disputes / seconds).toFixed(0)} disputes/s`,
    );
  }
  print(`Peak resident memory, with the import: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
  const recomputed = await recomputedTotals(database, runs[0].id);
  const checks = {
    "both runs found the same": isDeepStrictEqual(one, other) && first === second,
    "every dispute replays as recorded": one?.unlikeRecord === 0,
    "the totals are those that SQL adds up": isDeepStrictEqual(one?.totals, recomputed),
    "no row of a dispute was touched": before === (await disputesChecksum(database)),
  };
  for (const [what, holds] of Object.entries(checks)) print(`${holds ? "yes" : "NO "} ${what}`);
  return !Object.values(checks).includes(false) && runs.every(({ seconds }) => seconds < TARGET_SECONDS);
}

async function main(): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "ombud-bench-"));
  const server = await startEmbeddedPostgres({ dataDirectory, durable: false, log: () => undefined });
  const dataSource = await createDataSource(server.url).initialize();
  try {
    const database = new Database(dataSource);
    await migrate(dataSource, server.url);
    await build(database, server.url);
    if (!(await bench(database))) {
      print("A check or a target was missed.");
      process.exitCode = 1;
    }
  } finally {
    await dataSource.destroy();
    await server.stop();
    await destroyEmbeddedPostgres(dataDirectory);
  }
}

await main();
