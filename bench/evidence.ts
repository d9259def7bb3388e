// npm run bench:evidence: 1,000 MiB in files of 1 MiB (or of --mib) handed in over HTTP, 16 at a time, beside plain streams
// of Node in a process of their own that write and fsync as many bytes into files of the same size, 16 at a time, on the same
// disk. Both keep what they wrote until the end, so that both need new memory of the page cache and new room on the disk.
// Rounds of the two take turns, and each second round begins with the other.
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
import {
  postgresCpuSeconds,
  startPlainStreams,
  startPlatform,
  type PlainStreams,
  type Server,
} from "./processes.js";
import type { Plan } from "./timed.js";
import { writeWithDd } from "./plain-dd.js";
import { makePayloads, uploadAll, type Uploader } from "./upload-load.js";

const TARGET = { ratio: 0.5, memoryMiB: 300 };
const TOTAL_MIB = 1_000;
const AT_ONCE = 16;
/** Enough that PostgreSQL, once it has counted them, does not take the tables for empty ones. */
const WARM_UP_FILES = 1_000;
const DISPUTES = 200;
/** How many files of a dispute are announced and completed by one call, unless `--together` says so. */
const WAYS: readonly number[] = [1, 10];

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

/** What is measured. */
interface Bench {
  readonly server: Server;
  readonly uploaders: readonly Uploader[];
  readonly payloads: ReturnType<typeof makePayloads>;
  readonly plan: Plan;
  readonly plainStreams: PlainStreams;
  readonly database: Client;
  readonly ways: readonly number[];
  /** On the disk of this project. */
  readonly folder: string;
}

/** What some uploads took. */
interface Taken {
  readonly seconds: number;
  /** The most that the server held meanwhile. */
  readonly peakMiB: number;
  /** Milliseconds of processor time for each file: the server's, PostgreSQL's, the client's. */
  readonly cpuMs: readonly number[];
}

async function measureUploads(bench: Bench, together: number): Promise<Taken> {
  const { server, plan, database } = bench;
  const { rows } = await database.query<{ id: number }>("SELECT pg_backend_pid() AS id");
  const cpu = (): number[] => {
    const { user, system } = process.cpuUsage();
    return [server.cpuSeconds(), postgresCpuSeconds(rows[0]?.id ?? 0), (user + system) / 1e6];
  };
  let peakMiB = server.residentMiB();
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, server.residentMiB());
  }, 50);
  try {
    const before = cpu();
    const seconds = await uploadAll(server.port, { ...bench, together }, plan);
    const cpuMs = cpu().map((after, index) => ((after - (before[index] ?? 0)) * 1_000) / plan.files);
    return { seconds, peakMiB, cpuMs };
  } finally {
    clearInterval(watch);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** Lets code be compiled and tables be filled, as they are on a platform that has run for some minutes. */
async function warmUp({ server, uploaders, plan, ways, database }: Bench): Promise<void> {
  const payloads = makePayloads(AT_ONCE, 1);
  for (const together of ways) {
    await uploadAll(server.port, { uploaders, payloads, together }, { ...plan, files: WARM_UP_FILES });
  }
  // PostgreSQL does so itself a minute after; plans that it made for empty tables would read all rows.
  await database.query("ANALYZE");
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}

/** The limits: seconds for the same bytes without a platform, kept until the end as evidence is. */
async function writePlainly({ plainStreams, plan, folder, payloads }: Bench, round: number) {
  const byteSize = payloads[0]?.bytes.length ?? 0;
  const streams = await plainStreams.write({ ...plan, folder: join(folder, `plain-${round}`), byteSize });
  const dd = writeWithDd(plan, join(folder, `dd-${round}`), payloads[0]?.bytes ?? Buffer.alloc(0));
  return { streams, dd };
}

const rateOf = (seconds: number): string => `${(TOTAL_MIB / seconds).toFixed(0)} MiB/s`;

function nameOf(together: number): string {
  return together === 1 ? "one by one" : `in groups of ${together} of a dispute`;
}

/** The ratios of one way of handing in, by limit, over all rounds. */
type Ratios = Record<"streams" | "dd", number[]>;

async function measureRound(
  bench: Bench,
  round: number,
  ratios: ReadonlyMap<number, Ratios>,
): Promise<number> {
  const before = round % 2 === 1 ? await writePlainly(bench, round) : null;
  const taken: (Taken & { together: number })[] = [];
  for (const together of bench.ways) taken.push({ together, ...(await measureUploads(bench, together)) });
  const plain = before ?? (await writePlainly(bench, round));
  print(`Round ${round}: plain streams ${rateOf(plain.streams)}, dd ${rateOf(plain.dd)}`);
  for (const { together, seconds, cpuMs } of taken) {
    ratios.get(together)?.streams.push(plain.streams / seconds);
    ratios.get(together)?.dd.push(plain.dd / seconds);
    const [ours, postgres, client] = cpuMs.map((each) => each.toFixed(1));
    print(
      `  uploads ${nameOf(together)}: ${rateOf(seconds)}, ${(plain.streams / seconds).toFixed(2)} of plain streams, ` +
        `${(plain.dd / seconds).toFixed(2)} of dd; processor time a file: server ${ours} ms, PostgreSQL ${postgres} ms, client ${client} ms`,
    );
  }
  return Math.max(...taken.map(({ peakMiB }) => peakMiB));
}

/** @returns what was missed, for people */
async function bench(measured: Bench, rounds: number): Promise<string[]> {
  // Before anything is handed in: what the warming up leaves behind counts as well.
  const idleMiB = measured.server.residentMiB();
  await warmUp(measured);
  const ratios = new Map<number, Ratios>(
    measured.ways.map((together) => [together, { streams: [], dd: [] }]),
  );
  let mostMiB = measured.server.residentMiB();
  for (let round = 1; round <= rounds; round += 1) {
    mostMiB = Math.max(mostMiB, await measureRound(measured, round, ratios));
  }
  for (const [together, { streams, dd }] of ratios) {
    const told = (values: readonly number[]): string =>
      `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
    print(
      `Ratio ${nameOf(together)}: ${told(streams)} of plain streams, ${told(dd)} of dd; target ${TARGET.ratio}`,
    );
  }
  print(`Memory ${mostMiB} MiB, ${mostMiB - idleMiB} above idle (target below ${TARGET.memoryMiB})`);
  const best = (limit: keyof Ratios): number =>
    Math.max(...[...ratios.values()].map((each) => median(each[limit])));
  return [
    ...(best("dd") < TARGET.ratio ? [`${TARGET.ratio} of dd`] : []),
    ...(best("streams") < TARGET.ratio ? [`${TARGET.ratio} of plain streams`] : []),
    ...(mostMiB - idleMiB >= TARGET.memoryMiB ? ["the bound of memory"] : []),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string" },
      mib: { type: "string" },
      profile: { type: "string" },
      together: { type: "string" },
    },
  });
  const mebibytes = Number(values.mib ?? 1);
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
    const database = new Client({ connectionString: postgres.url });
    await database.connect();
    const plainStreams = startPlainStreams();
    try {
      const plan = { files: Math.round(TOTAL_MIB / mebibytes), atOnce: AT_ONCE };
      const payloads = makePayloads(AT_ONCE, mebibytes);
      const measured = {
        server,
        uploaders,
        payloads,
        plan,
        database,
        plainStreams,
        folder: scratch,
        ways: values.together?.split(",").map(Number) ?? WAYS,
      };
      const missed = await bench(measured, Number(values.rounds ?? 5));
      if (missed.length > 0) {
        print(`Missed: ${missed.join(", ")}.`);
        process.exitCode = 1;
      }
    } finally {
      plainStreams.stop();
      await server.stop();
      await database.end();
    }
  } finally {
    await postgres.stop();
    await destroyEmbeddedPostgres(dataDirectory);
    rmSync(scratch, { recursive: true, force: true });
  }
}

await main();
