import type { ChildProcess } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createDataSource } from "../../ormconfig.js";
import { Database } from "../../src/persistence/database.js";
import { releaseExaminations } from "../../src/persistence/evidence-examination.store.js";
import { readConfig, type Environment } from "../../src/server/config.js";
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from "../../src/server/embedded-postgres.js";
import { isMissing } from "../../src/server/evidence/disk-files.js";
import { createEvidenceSetting } from "../../src/server/evidence/evidence-setting.js";
import type { UseCaseContext } from "../../src/services/use-case.js";
import { Factory } from "./factory.js";
import { ended, runProgram, written, type Program } from "./program.js";
import { startS3Server } from "./s3-server.js";
import { Story } from "./story.js";
import { fillTemplate } from "./test-server.js";

/** Where the bytes of a stage are kept. */
export type Storage = "disk" | "s3";

interface Place {
  readonly environment: Environment;
  /** All that the storage keeps. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** A database that outlives the programs that are killed. */
export interface DurableDatabase {
  readonly url: string;
  readonly database: Database;
  close(): Promise<void>;
}

/** Starts it, with the tables and rules that every database has. */
export async function openDurableDatabase(): Promise<DurableDatabase> {
  const folder = await newFolder();
  // A server that is to be killed starts on a durable database only.
  const postgres = await startEmbeddedPostgres({
    ...{ dataDirectory: join(folder, "data"), durable: true, log: () => undefined },
  });
  await fillTemplate(postgres.url);
  const database = new Database(await createDataSource(postgres.url, { poolSize: 5 }).initialize());
  return {
    url: postgres.url,
    database,
    async close() {
      await database.dataSource.destroy();
      await postgres.stop();
      await destroyEmbeddedPostgres(join(folder, "data"));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ombud-tests-"));
  // As root the database server runs as another user, who must be able to walk through.
  await chmod(folder, 0o711);
  return folder;
}

/** A dispute in an evidence round, on a database and a storage that outlive the programs that are killed. */
export class KillStage {
  private readonly programs: Program[] = [];

  private constructor(
    readonly story: Story,
    /** Of the shopper, whose files these are, with the storage of the programs. */
    readonly context: UseCaseContext,
    private readonly folder: string,
    private readonly place: Place,
  ) {}

  static async open({ url, database }: DurableDatabase, storage: Storage): Promise<KillStage> {
    const folder = await newFolder();
    await mkdir(join(folder, "tmp"));
    const place = storage === "disk" ? diskPlace(folder) : await s3Place();
    const environment: Environment = {
      ...{ DATABASE_URL: url, OMBUD_MODE: "test", OMBUD_DATA_DIRECTORY: folder },
      ...{ EVIDENCE_SIDE_FILES: "10000", EVIDENCE_SIDE_MIB: "100000" },
      ...place.environment,
    };
    const factory = new Factory(database, { now: () => new Date() });
    const mediator = await factory.mediator();
    const senior = await factory.mediator({ level: 3, role: "SENIOR_MEDIATOR" });
    const story = await Story.open(factory, { purchase: await factory.purchase(), mediator, senior });
    await story.playTo("IN_REVIEW");
    await story.evidence.request();
    const evidence = createEvidenceSetting(readConfig(environment));
    const context = { ...factory.as(story.shopper), evidence };
    return new KillStage(story, context, folder, { ...place, environment });
  }

  get database(): Database {
    return this.context.database;
  }

  /** Starts the server, with the worker inside. @returns it with its address */
  async serve(): Promise<{ readonly program: Program; readonly url: string }> {
    const program = runProgram("main", {
      ...(this.place.environment as Record<string, string>),
      ...{ WORKER: "true", TMPDIR: this.temporary },
    });
    this.programs.push(program);
    const [found] = await written(program, [/answers at (http:\/\/\S+)\/graphql/]);
    return { program, url: found![1]! };
  }

  /** Ends a program as a power cut does, with nothing left to do for it. */
  async kill(program: Program, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    program.child.kill(signal);
    await ended(program);
  }

  /** Makes everything that was kept look two days old: what is young is left alone. */
  async age(): Promise<void> {
    // The server of S3 may still be ending what the killed program had begun, and take away what was listed.
    const unlessGone = async <Result>(work: Promise<Result>): Promise<Result | null> =>
      work.catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
    const age = async (folder: string): Promise<void> => {
      for (const entry of (await unlessGone(readdir(folder, { withFileTypes: true }))) ?? []) {
        const path = join(folder, entry.name);
        await (entry.isDirectory() ? age(path) : unlessGone(utimes(path, longAgo(), longAgo())));
      }
      await unlessGone(utimes(folder, longAgo(), longAgo()));
    };
    for (const folder of [this.place.folder, this.temporary]) await age(folder);
  }

  /** Makes it two days that the bytes of unfinished uploads should have come. */
  async expire(): Promise<void> {
    await this.database.query("UPDATE evidence_file SET expires_at = $1 WHERE status = 'UPLOADING'", [
      longAgo(),
    ]);
  }

  /** What a killed worker held is free again, as it is after ten minutes. */
  async release(): Promise<void> {
    const query = "UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '11 minutes'";
    await this.database.query(`${query} WHERE locked_at IS NOT NULL`);
    await releaseExaminations(this.database, 600);
    // The other jobs wait four hours for a worker that does not come back.
    await this.database.query(
      "SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM graphile_worker.jobs WHERE locked_at IS NOT NULL",
    );
  }

  /** Enqueues the job that collects orphans. */
  async collect(): Promise<void> {
    await this.database.query(
      "SELECT graphile_worker.add_job('collect-evidence-orphans', job_key := 'orphans')",
    );
  }

  /** Forgets the examinations that wait, but for those of some files. @param files UUIDs */
  async dropExaminations(files: readonly string[]): Promise<void> {
    await this.database.query(
      `DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'evidence:%' AND key <> ALL ($1) AND locked_at IS NULL`,
      [files.map((id) => `evidence:${id}`)],
    );
  }

  /** Waits until no job of evidence is left, on a slow machine for a while. */
  async idle(): Promise<void> {
    const query = "SELECT 1 FROM graphile_worker.jobs WHERE key LIKE 'evidence:%' OR key = 'orphans'";
    const end = performance.now() + 180_000;
    while ((await this.database.query(query)).length > 0) {
      if (performance.now() > end) throw new Error("The jobs do not come to an end.");
      await pause(50);
    }
  }

  /** The folders of examinations that are there. */
  async workFolders(): Promise<string[]> {
    return (await readdir(this.temporary)).filter((name) => name.startsWith("ombud-examination-"));
  }

  private get temporary(): string {
    return join(this.folder, "tmp");
  }

  async close(): Promise<void> {
    for (const { child } of this.programs) child.kill("SIGKILL");
    await Promise.all(this.programs.map(ended));
    await this.place.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function longAgo(): Date {
  return new Date(Date.now() - 48 * 3_600_000);
}

function diskPlace(folder: string): Place {
  return { environment: {}, folder: join(folder, "evidence"), stop: () => Promise.resolve() };
}

async function s3Place(): Promise<Place> {
  const server = await startS3Server();
  const { endpoint, bucket, accessKeyId, secretAccessKey } = server.config;
  return {
    environment: {
      ...{ EVIDENCE_STORAGE: "s3", S3_ENDPOINT: endpoint ?? "", S3_BUCKET: bucket },
      ...{ S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey },
    },
    folder: server.directory,
    stop: () => server.stop(),
  };
}

/** Whether a process has ended. */
export function isGone({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
