// npm run bench:evidence: 1,000 files of 1 MiB handed in over HTTP, 16 at a time, beside plain streams that write and
// fsync the same bytes on the same disk, in turn.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { createDataSource } from "../ormconfig.js";
import { defaultRulebook } from "../seeds/default-rulebook.js";
import { Role } from "../src/domain/access/viewer.js";
import { DAY_MS } from "../src/domain/time.js";
import { toGlobalId } from "../src/graphql/global-id.js";
import { Database } from "../src/persistence/database.js";
import { issueToken } from "../src/server/authentication.js";
import { readConfig } from "../src/server/config.js";
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from "../src/server/embedded-postgres.js";
import { migrate } from "../src/server/migrate.js";
import { seedRulebook } from "../src/services/rulebook/seed-rulebook.js";
import { buildDataset } from "./dataset.js";
import { startPlatform, type Server } from "./processes.js";
import { makePayloads, uploadAll, writePlainly, type Uploader } from "./upload-load.js";

const TARGET = { ratio: 0.5, memoryMiB: 300 };
const plan = { files: 1_000, atOnce: 16 };
const DISPUTES = 200;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function build(url: string): Promise<Uploader[]> {
  const dataSource = await createDataSource(url).initialize();
  await migrate(dataSource, url);
  await seedRulebook(new Database(dataSource), defaultRulebook());
  await dataSource.destroy();
  const client = new Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  try {
    const { disputes } = await buildDataset(client, DISPUTES);
    const { authentication } = readConfig({});
    const open = disputes.filter(({ story }) => story === "NEGOTIATED");
    return await Promise.all(
      open.map(async ({ id, merchant }) => {
        const who = { role: Role.MERCHANT_AGENT, subject: merchant.memberId, merchant: merchant.id };
        const token = await issueToken(authentication, { ...who, expiresInMs: DAY_MS });
        return { disputeId: toGlobalId("Dispute", id), token };
      }),
    );
  } finally {
    await client.end();
  }
}

/** The most that a server held while something went on. */
async function peakOf(
  server: Server,
  work: () => Promise<number>,
): Promise<{ seconds: number; peakMiB: number }> {
  let peakMiB = server.residentMiB();
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, server.residentMiB());
  }, 50);
  try {
    return { seconds: await work(), peakMiB: Math.max(peakMiB, server.residentMiB()) };
  } finally {
    clearInterval(watch);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

async function bench(
  server: Server,
  uploaders: readonly Uploader[],
  folder: string,
  rounds: number,
): Promise<boolean> {
  const payloads = makePayloads(16);
  await uploadAll(server.port, uploaders, payloads, { ...plan, files: 200 });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const idleMiB = server.residentMiB();
  const ratios: number[] = [];
  let mostMiB = idleMiB;
  for (let round = 1; round <= rounds; round += 1) {
    const plain = await writePlainly(join(folder, "plain"), payloads, plan);
    const cpu = server.cpuSeconds();
    const { seconds, peakMiB } = await peakOf(server, () =>
      uploadAll(server.port, uploaders, payloads, plan),
    );
    const used = ((server.cpuSeconds() - cpu) / seconds).toFixed(2);
    ratios.push(plain / seconds);
    mostMiB = Math.max(mostMiB, peakMiB);
    print(
      `Round ${round}: plain streams ${(plan.files / plain).toFixed(0)} MiB/s, uploads ${(plan.files / seconds).toFixed(0)} MiB/s ` +
        `(${used} processors), ratio ${(plain / seconds).toFixed(2)}`,
    );
  }
  const ratio = median(ratios);
  print(
    `Ratio ${ratio.toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; target ${TARGET.ratio}); ` +
      `memory ${mostMiB} MiB, ${mostMiB - idleMiB} above idle (target below ${TARGET.memoryMiB})`,
  );
  return ratio >= TARGET.ratio && mostMiB - idleMiB < TARGET.memoryMiB;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: "string" }, profile: { type: "string" } } });
  // On the disk of this project: a folder for temporary files may lie in memory.
  const scratch = mkdtempSync(join(process.cwd(), ".bench-evidence-"));
  const dataDirectory = mkdtempSync(join(tmpdir(), "ombud-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDirectory, durable: true, log: () => undefined });
  try {
    const uploaders = await build(postgres.url);
    const server = await startPlatform(postgres.url, values.profile ?? null, {
      ...{ OMBUD_DATA_DIRECTORY: scratch, EVIDENCE_SIDE_FILES: "100000", EVIDENCE_SIDE_MIB: "1000000" },
      // The examination of what has arrived would take its share of the processors.
      WORKER: "false",
    });
    try {
      if (!(await bench(server, uploaders, scratch, Number(values.rounds ?? 5)))) {
        print("A target was missed.");
        process.exitCode = 1;
      }
    } finally {
      await server.stop();
    }
  } finally {
    await postgres.stop();
    await destroyEmbeddedPostgres(dataDirectory);
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main();
