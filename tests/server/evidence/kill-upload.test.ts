import { spawn, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createDataSource } from "../../../ormconfig.js";
import type { Viewer } from "../../../src/domain/access/viewer.js";
import { FileCopy } from "../../../src/domain/evidence/file-copies.js";
import { fromGlobalId, toGlobalId } from "../../../src/graphql/global-id.js";
import { readDataKey, fileKeyOf } from "../../../src/services/evidence/data-key.js";
import { decrypted } from "../../../src/services/evidence/encryption/framed-cipher.js";
import { collectOrphans } from "../../../src/services/evidence/collect-orphans.js";
import { Database } from "../../../src/persistence/database.js";
import { issueToken } from "../../../src/server/authentication.js";
import { readConfig, type Config } from "../../../src/server/config.js";
import { destroyEmbeddedPostgres, startEmbeddedPostgres } from "../../../src/server/embedded-postgres.js";
import { createEvidenceSetting } from "../../../src/server/evidence/evidence-setting.js";
import type { UseCaseContext } from "../../../src/services/use-case.js";
import { ApiClient, operationOf } from "../../support/api-client.js";
import { bytesOf } from "../../support/bytes.js";
import { sha256Of } from "../../support/evidence.js";
import { Factory } from "../../support/factory.js";
import { fillTemplate } from "../../support/test-server.js";
import { Story } from "../../support/story.js";
import { picture, send, type FilePayload } from "../../support/upload-stage.js";

const KILLS = 4;
const WRITERS = 6;
const children: ChildProcess[] = [];
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let database: Database;
let dataDirectory: string;
let config: Config;
let context: UseCaseContext;
let story: Story;

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "ombud-tests-"));
  // As root the database server runs as another user, who must be able to walk through.
  await chmod(dataDirectory, 0o711);
  // A server that is to be killed starts on a durable database only.
  postgres = await startEmbeddedPostgres({
    ...{ dataDirectory: join(dataDirectory, "data"), durable: true, log: () => undefined },
  });
  await fillTemplate(postgres.url);
  database = new Database(await createDataSource(postgres.url, { poolSize: 5 }).initialize());
  config = readConfig({ OMBUD_MODE: "test", OMBUD_DATA_DIRECTORY: dataDirectory });
  const factory = new Factory(database);
  const mediator = await factory.mediator();
  const purchase = await factory.purchase();
  story = await Story.open(factory, { purchase, mediator, senior: mediator });
  context = { ...factory.as(story.shopper), evidence: createEvidenceSetting(config) };
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await database.dataSource.destroy();
  await postgres.stop();
  await destroyEmbeddedPostgres(join(dataDirectory, "data"));
  await rm(dataDirectory, { recursive: true, force: true });
});

/** Runs the server as a process of its own, on the database and the folder of this test. */
async function startServer(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "src/server/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ...{ DATABASE_URL: postgres.url, OMBUD_MODE: "test", NODE_ENV: "", NODE_OPTIONS: "" },
      ...{ PORT: "0", LOG_LEVEL: "error", WORKER: "false", OMBUD_DATA_DIRECTORY: dataDirectory },
      ...{ EVIDENCE_SIDE_FILES: "10000", EVIDENCE_SIDE_MIB: "100000" },
    },
  });
  children.push(child);
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  const deadline = performance.now() + 30_000;
  for (;;) {
    const url = /answers at (http:\/\/\S+)\/graphql/.exec(output)?.[1];
    if (url !== undefined) return { child, url };
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`No start: ${output}`);
    await pause(20);
  }
}

async function clientOf(viewer: Viewer, url: string): Promise<ApiClient> {
  const subject = { role: viewer.role, subject: viewer.id, expiresInMs: 600_000 };
  const token = await issueToken(config.authentication, subject);
  return new ApiClient(url, token, () => {
    throw new Error("Nobody subscribes here.");
  });
}

async function mutate(client: ApiClient, name: string, input: object): Promise<FilePayload> {
  const { data, errors } = await client.query(operationOf(name), {
    input: { clientMutationId: crypto.randomUUID(), ...input },
  });
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data[name] as FilePayload;
}

/** What a client knows of one upload. */
interface Upload {
  readonly bytes: Buffer;
  readonly fileId: string;
  readonly path: string;
  sent: boolean;
  completed: boolean;
}

async function handIn(client: ApiClient, url: string, uploads: Upload[]): Promise<void> {
  const bytes = picture(randomInt(1, 3_000_000));
  const { file, upload } = await mutate(client, "createEvidenceUpload", {
    ...{ disputeId: toGlobalId("Dispute", story.disputeId), filename: "a.png", contentType: "image/png" },
    ...{ byteSize: bytes.length, sha256: sha256Of(bytes) },
  });
  const known: Upload = { bytes, fileId: file!.id, path: upload!.url, sent: false, completed: false };
  uploads.push(known);
  await finish(client, url, known);
}

async function finish(client: ApiClient, url: string, upload: Upload): Promise<void> {
  const { status } = await send(url + upload.path, upload.bytes);
  if (status !== 204 && status !== 409) throw new Error(`PUT was answered with ${status}.`);
  upload.sent = true;
  const { userErrors } = await mutate(client, "completeEvidenceUpload", { fileId: upload.fileId });
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  upload.completed = true;
}

/** The bytes of a file as the storage has them, decrypted; null if it has none. */
async function storedBytes(uuid: string): Promise<Buffer | null> {
  const [row] = await database.query<{ address: string | null }>(
    "SELECT object_address AS address FROM evidence_file WHERE id = $1",
    [uuid],
  );
  if (row?.address == null) return null;
  const dataKey = await readDataKey(context, database, story.disputeId);
  const stored = await context.evidence!.storage.objects.get(row.address);
  return bytesOf(decrypted(stored, fileKeyOf(dataKey!, uuid, FileCopy.ORIGINAL)));
}

async function expectWholeOrNothing(uploads: readonly Upload[]): Promise<void> {
  for (const { fileId, bytes, sent, completed } of uploads) {
    const uuid = fromGlobalId("EvidenceFile", fileId);
    const [row] = await database.query<{ status: string; acts: number; jobs: number }>(
      `SELECT status, (SELECT count(*)::integer FROM evidence_custody WHERE file_id = file.id) AS acts,
         (SELECT count(*)::integer FROM graphile_worker.jobs WHERE key = 'evidence:' || file.id) AS jobs
       FROM evidence_file AS file WHERE id = $1`,
      [uuid],
    );
    const stored = await storedBytes(uuid);
    const counts = row!.status === "EXAMINING" ? { acts: 2, jobs: 1 } : { acts: 0, jobs: 0 };
    expect(row).toEqual({ status: counts.acts > 0 ? "EXAMINING" : "UPLOADING", ...counts });
    if (completed) expect(row!.status).toBe("EXAMINING");
    if (sent || row!.status === "EXAMINING") expect(stored).not.toBeNull();
    if (stored !== null) expect(stored.equals(bytes)).toBe(true);
  }
}

it("a server that is killed at any point leaves whole, verified files or nothing that counts", async () => {
  const uploads: Upload[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, url } = await startServer();
    const client = await clientOf(story.shopper, url);
    const writer = async () => {
      for (;;) await handIn(client, url, uploads);
    };
    const writing = Promise.allSettled(Array.from({ length: WRITERS }, writer));
    await pause(randomInt(700, 1_700));
    child.kill("SIGKILL");
    await writing;
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    await expectWholeOrNothing(uploads);
  }
  expect(uploads.filter(({ completed }) => completed).length).toBeGreaterThan(10);
  // Whoever was interrupted goes on, and what nobody will go on with is collected.
  const { child, url } = await startServer();
  const client = await clientOf(story.shopper, url);
  for (const upload of uploads.filter(({ completed }) => !completed)) await finish(client, url, upload);
  await expectWholeOrNothing(uploads);
  await collectOrphans(context, 0);
  await expectWholeOrNothing(uploads);
  const addresses: string[] = [];
  for await (const address of context.evidence!.storage.objects.list(0)) addresses.push(address);
  expect(addresses).toHaveLength(uploads.length);
  child.kill("SIGTERM");
  await once(child, "exit");
}, 120_000);
