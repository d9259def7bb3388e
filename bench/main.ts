// npm run bench [-- --full]: how close the platform comes to a bare server that runs one prepared statement.
// See ../shared/design/performance.md. It informs; it fails only if it cannot measure.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { createDataSource } from "../ormconfig.js";
import { defaultRulebook } from "../seeds/default-rulebook.js";
import { Role } from "../src/domain/access/viewer.js";
import { DAY_MS } from "../src/domain/time.js";
import { Database } from "../src/persistence/database.js";
import { issueToken } from "../src/server/authentication.js";
import { readConfig } from "../src/server/config.js";
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from "../src/server/embedded-postgres.js";
import { migrate } from "../src/server/migrate.js";
import { seedRulebook } from "../src/services/rulebook/seed-rulebook.js";
import { buildDataset, type Dataset } from "./dataset.js";
import { measure, type Plan, type Result } from "./measure.js";
import { operationsOn, type Operation } from "./operations.js";
import { startLimit, startLoad, startPlatform } from "./processes.js";
import { keep, tableOf } from "./report.js";
import { countStatements } from "./statements.js";

const usage = `Usage: npm run bench [-- OPTIONS]
  --full             100,000 disputes, 200,000 orders, 600,000 events (default: a tenth of it)
  --disputes 10000   so many disputes, with twice as many orders and six times as many events
  --only Q1,Q2,M1    measure these operations only
  --rounds 7         rounds of each of the two servers
  --seconds 2        length of a round
  --profile FOLDER   let the platform write a processor profile there`;

interface Options extends Plan {
  readonly disputes: number;
  readonly only: readonly string[] | null;
  readonly profile: string | null;
}

function readOptions(): Options {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      full: { type: "boolean" },
      disputes: text,
      only: text,
      rounds: text,
      seconds: text,
      profile: text,
    },
  });
  return {
    disputes: values.full === true ? 100_000 : Number(values.disputes ?? 10_000),
    only: values.only?.split(",") ?? null,
    profile: values.profile ?? null,
    rounds: Number(values.rounds ?? 7),
    roundMs: Number(values.seconds ?? 2) * 1000,
    warmUpMs: 3_000,
    connections: 32,
  };
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function build(url: string, disputes: number): Promise<Dataset> {
  const dataSource = await createDataSource(url).initialize();
  await migrate(dataSource, url);
  await seedRulebook(new Database(dataSource), defaultRulebook());
  await dataSource.destroy();
  const client = new Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  try {
    return await buildDataset(client, disputes);
  } finally {
    await client.end();
  }
}

/** A token for the agent of each merchant, by the merchant's id. */
async function tokensFor({ merchants }: Dataset): Promise<Map<string, string>> {
  const { authentication } = readConfig({});
  const tokens = new Map<string, string>();
  for (const { id, memberId } of merchants) {
    const request = { role: Role.MERCHANT_AGENT, subject: memberId, merchant: id, expiresInMs: DAY_MS };
    tokens.set(id, await issueToken(authentication, request));
  }
  return tokens;
}

async function measureAll(
  url: string,
  operations: readonly Operation[],
  options: Options,
): Promise<Result[]> {
  const load = startLoad();
  const statements = await countStatements(url, operations, load);
  const limit = await startLimit(url);
  const ours = await startPlatform(url, options.profile);
  const results: Result[] = [];
  try {
    for (const operation of operations) {
      const plan = { ...options, statements: statements.get(operation.name) ?? 0, warn: print };
      const result = await measure(operation, { ours, limit, load }, plan);
      print(`${operation.name}: ${operation.title}: ${result.ratio.median.toFixed(2)} of the limit`);
      results.push(result);
    }
  } finally {
    await ours.stop();
    await limit.stop();
    load.stop();
  }
  return results;
}

async function main(): Promise<void> {
  const options = readOptions();
  const dataDirectory = mkdtempSync(join(tmpdir(), "ombud-bench-"));
  const server = await startEmbeddedPostgres({ dataDirectory, durable: true, log: () => undefined });
  try {
    const started = performance.now();
    const dataset = await build(server.url, options.disputes);
    const { events, orders, disputes } = dataset;
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    print(`${disputes.length} disputes, ${orders} orders, ${events} events, built in ${seconds} s`);
    print("PostGraphile 5 is left out: it needs Node 22 or later and an installation of its own.");
    const operations = operationsOn(dataset, await tokensFor(dataset)).filter(
      ({ name }) => options.only?.includes(name) !== false,
    );
    const results = await measureAll(server.url, operations, options);
    const { rounds, roundMs, connections } = options;
    const command = ["npm run bench --", ...process.argv.slice(2)].join(" ");
    const circumstances = { command, orders, events, rounds, roundMs, connections };
    print(`\n${tableOf(results)}\n`);
    print(`Kept in ${keep(results, { ...circumstances, disputes: disputes.length })}`);
  } finally {
    await server.stop();
    await destroyEmbeddedPostgres(dataDirectory);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${usage}\n`,
  );
  process.exitCode = 1;
});
