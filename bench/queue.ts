// npm run bench:queue [-- --disputes 100000 --rounds 5 --seconds 4]: how close the mediators' queue comes to one hand-written
// statement that a bare server runs for the same JSON. It fails if the target is missed or the statements are not constant.
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
import { buildDataset } from "./dataset.js";
import { measure, type Plan } from "./measure.js";
import type { Operation } from "./operations.js";
import { startLimit, startLoad, startPlatform } from "./processes.js";
import { multiplyQueue } from "./multiply-queue.js";
import { deskOperation } from "./queue-operation.js";
import { countStatements } from "./statements.js";

/** So many disputes are played with the rules of the platform; the others are copies of them. */
const PLAYED = 2_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function build(url: string, disputes: number): Promise<Operation> {
  const dataSource = await createDataSource(url).initialize();
  await migrate(dataSource, url);
  await seedRulebook(new Database(dataSource), defaultRulebook());
  await dataSource.destroy();
  const client = new Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  try {
    const played = Math.min(PLAYED, disputes);
    const { mediatorIds } = await buildDataset(client, played, ["QUEUED"]);
    const run = (text: string, values?: unknown[]) => client.query(text, values);
    await multiplyQueue(run, Math.floor(disputes / played) - 1);
    const { authentication } = readConfig({});
    const tokens = new Map<string, string>();
    for (const subject of mediatorIds) {
      const who = { role: Role.MEDIATOR, subject, merchant: null, expiresInMs: DAY_MS };
      tokens.set(subject, await issueToken(authentication, who));
    }
    return deskOperation(tokens);
  } finally {
    await client.end();
  }
}

async function bench(url: string, operation: Operation, plan: Plan): Promise<boolean> {
  const load = startLoad();
  const statements = (await countStatements(url, [operation], load)).get(operation.name) ?? 0;
  const limit = await startLimit(url);
  const ours = await startPlatform(url, null, { WORKER: "false" });
  try {
    const found = await measure(operation, { ours, limit, load }, { ...plan, statements, warn: print });
    const { median, least, most } = found.ratio;
    print(
      `${found.title}: ${statements} statements; ${found.ours.rate.toFixed(1)} against ${found.limit.rate.toFixed(1)} answers a second, ` +
        `ratio ${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)}; target ${found.target})`,
    );
    print(
      `Half of the answers within ${found.ours.p50Ms.toFixed(0)} ms (limit ${found.limit.p50Ms.toFixed(0)} ms)`,
    );
    return median >= found.target;
  } finally {
    await ours.stop();
    await limit.stop();
    load.stop();
  }
}

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { disputes: text, rounds: text, seconds: text } });
  const disputes = Number(values.disputes ?? 100_000);
  const dataDirectory = mkdtempSync(join(tmpdir(), "ombud-bench-"));
  const server = await startEmbeddedPostgres({ dataDirectory, durable: true, log: () => undefined });
  try {
    const started = performance.now();
    const operation = await build(server.url, disputes);
    print(`${disputes} queued disputes, built in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const plan = {
      ...{ rounds: Number(values.rounds ?? 5), roundMs: Number(values.seconds ?? 4) * 1000 },
      ...{ warmUpMs: 3_000, connections: 8 },
    };
    if (await bench(server.url, operation, plan)) return;
    print("The target was missed.");
    process.exitCode = 1;
  } finally {
    await server.stop();
    await destroyEmbeddedPostgres(dataDirectory);
  }
}

await main();
