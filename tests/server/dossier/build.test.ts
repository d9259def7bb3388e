import { EventEmitter, once } from "node:events";
import { pino } from "pino";
import { systemViewer } from "../../../src/domain/access/viewer.js";
import { fromGlobalId } from "../../../src/graphql/global-id.js";
import { inTransaction } from "../../../src/persistence/transaction.js";
import { createPress } from "../../../src/server/dossier/press.js";
import { startWorker } from "../../../src/server/worker.js";
import { collectOrphans } from "../../../src/services/evidence/collect-orphans.js";
import { resumeDossiers } from "../../../src/services/dossier/build-dossier.js";
import { eventually } from "../../support/dispute-log.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import {
  askFor,
  buildNow,
  download,
  DossierStage,
  seen,
  verifyZip,
  type SeenDossier,
} from "../../support/dossier-stage.js";
import type { UploadStage } from "../../support/upload-stage.js";

const press = createPress();
let platform: TestPlatform;
let opened: DossierStage;
let stage: UploadStage;

beforeAll(async () => {
  platform = await startTestPlatform();
});
beforeEach(async () => {
  opened = await DossierStage.open(platform, { quickly: true });
  ({ stage } = opened);
});
afterAll(async () => {
  await press.stop();
  await platform.close();
});

/** Minutes in which nobody hears of a dossier. */
function silence(dossierId: string, minutes = 6): Promise<unknown> {
  return platform.database.query(
    "UPDATE dossier SET alive_at = alive_at - $2 * interval '1 minute' WHERE id = $1",
    [fromGlobalId("Dossier", dossierId), minutes],
  );
}

async function exportsRecorded(): Promise<number> {
  return (await stage.custody()).filter(({ act }) => act === "EXPORTED").length;
}

async function asked(): Promise<string> {
  return (await askFor(stage, stage.shopper)).dossier!.id;
}

const statusOf = async (id: string) => (await seen(stage, stage.shopper, id))?.status;

/** The worker of the platform, which examines nothing. */
function startJobs() {
  const { databaseUrl } = platform;
  const context = platform.contextOf(systemViewer);
  return startWorker({ databaseUrl, context, press, log: pino({ level: "silent" }) });
}

describe("the worker", () => {
  it("builds what is asked for, and whoever follows it is told until it is there", async () => {
    const client = await platform.connect(stage.shopper);
    const id = await asked();
    const feed = client.follow("dossierProgress", { dossierId: id });
    const told = () => (feed.deliveries as unknown as SeenDossier[]).map(({ status }) => status);
    await feed.until(1);
    const worker = await startJobs();
    try {
      await eventually(() => told().at(-1) === "READY", "the dossier");
    } finally {
      await worker.stop();
      feed.stop();
    }
    expect(told()[0]).toBe("QUEUED");
    const other = (await platform.connect(stage.merchant)).follow("dossierProgress", { dossierId: id });
    await eventually(() => other.codes.length > 0, "the refusal");
    expect(other.codes).toEqual(["NOT_FOUND"]);
    const dossier = (await seen(stage, stage.shopper, id))!;
    expect(await verifyZip(await download(stage, dossier))).toMatchObject({ code: 0 });
  });

  it("takes up what another one left behind that was killed, and only one of them records it", async () => {
    const id = await asked();
    const gate = new EventEmitter();
    const reached = once(gate, "reached");
    const killed = buildNow(stage, id, {
      pdf: async () => {
        const released = once(gate, "release");
        gate.emit("reached");
        await released;
        return Buffer.from("%PDF of the dead");
      },
    });
    await reached;
    expect(await statusOf(id)).toBe("RUNNING");
    const { database, clock } = platform;
    await database.query("DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'dossier:%'");
    await silence(id, 4);
    expect(await resumeDossiers({ database, clock })).toBe(0);
    expect(await buildNow(stage, id)).toBe(false);
    await silence(id, 2);
    expect(await resumeDossiers({ database, clock })).toBe(1);
    const worker = await startJobs();
    try {
      await eventually(async () => (await statusOf(id)) === "READY", "the dossier");
    } finally {
      await worker.stop();
    }
    gate.emit("release");
    await killed;
    const dossier = (await seen(stage, stage.shopper, id))!;
    const zip = await download(stage, dossier);
    expect(zip.includes("of the dead")).toBe(false);
    expect(await verifyZip(zip)).toMatchObject({ code: 0, sha256: dossier.sha256 });
    expect(await exportsRecorded()).toBe(1);
  });

  it("tries again what failed, and gives up what fails again and again", async () => {
    const id = await asked();
    const broken = { pdf: () => Promise.reject(new Error("The printer is out of paper.")) };
    for (const status of ["QUEUED", "QUEUED", "QUEUED", "QUEUED", "FAILED"]) {
      await expect(buildNow(stage, id, broken)).rejects.toThrow("out of paper");
      expect(await statusOf(id)).toBe(status);
    }
    expect(await buildNow(stage, id)).toBe(false);
    expect(await exportsRecorded()).toBe(0);
    expect(await asked()).not.toBe(id);
  });

  it("tries again what took the thread with it that makes PDFs, or was stopped", async () => {
    const id = await asked();
    const hasty = createPress({ timeMs: 1 });
    await expect(buildNow(stage, id, hasty)).rejects.toThrow("not made within 0.001 s");
    expect(await statusOf(id)).toBe("QUEUED");
    await hasty.stop();
    await expect(buildNow(stage, id, hasty)).rejects.toThrow("has been stopped");
    expect(await statusOf(id)).toBe("QUEUED");
    expect(await buildNow(stage, id)).toBe(true);
    expect(await statusOf(id)).toBe("READY");
  });

  it("gives up what takes worker after worker with it", async () => {
    const id = await asked();
    const { database, clock } = platform;
    await database.query("UPDATE dossier SET status = 'RUNNING', attempt = 5 WHERE id = $1", [
      fromGlobalId("Dossier", id),
    ]);
    await silence(id);
    expect(await resumeDossiers({ database, clock })).toBe(0);
    expect(await statusOf(id)).toBe("FAILED");
  });
});

describe("a dossier is not built", () => {
  it("on a log that does not hold: nothing broken is signed", async () => {
    const { database } = platform;
    const changes = [
      "UPDATE dispute_event SET occurred_at = occurred_at + interval '1 s' WHERE dispute_id = $1 AND sequence = 3",
      "DELETE FROM evidence_custody WHERE dispute_id = $1 AND sequence = 2",
    ];
    for (const change of changes) {
      const other = (await DossierStage.open(platform, { quickly: true })).stage;
      const { id } = (await askFor(other, other.shopper)).dossier!;
      await inTransaction(database, async (tx) => {
        for (const table of ["dispute_event", "evidence_custody"]) {
          await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
          await tx.query(`GRANT UPDATE, DELETE ON ${table} TO CURRENT_USER`);
        }
        await tx.query(change, [other.story.disputeId]);
        for (const table of ["dispute_event", "evidence_custody"]) {
          await tx.query(`REVOKE UPDATE, DELETE ON ${table} FROM CURRENT_USER`);
          await tx.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
        }
      });
      await expect(buildNow(other, id)).rejects.toThrow("do not hold at link");
      expect(await seen(other, other.shopper, id)).toMatchObject({ status: "FAILED", download: null });
    }
  });

  it("with a stored file that is another than was handed in", async () => {
    const id = await asked();
    const { database } = platform;
    const address = async (uuid: string) => {
      const sql = "SELECT object_address AS address FROM evidence_file WHERE id = $1";
      return (await database.query<{ address: string }>(sql, [uuid]))[0]!.address;
    };
    const { shopperFile, merchantFile } = opened;
    await database.query("UPDATE evidence_file SET object_address = $2 WHERE id = $1", [
      shopperFile.uuid,
      await address(merchantFile.uuid),
    ]);
    await expect(buildNow(stage, id)).rejects.toThrow("damaged");
    expect(await statusOf(id)).toBe("QUEUED");
  });

  it("for somebody who may not see the dispute any more", async () => {
    const { mediator } = stage.story.cast;
    const { id } = (await askFor(stage, mediator)).dossier!;
    await platform.database.query("UPDATE dispute SET mediator_id = $2 WHERE id = $1", [
      ...[stage.story.disputeId, stage.story.cast.senior.id],
    ]);
    expect(await buildNow(stage, id)).toBe(true);
    const [row] = await platform.database.query("SELECT status FROM dossier WHERE id = $1", [
      fromGlobalId("Dossier", id),
    ]);
    expect(row).toEqual({ status: "FAILED" });
    expect(await seen(stage, mediator, id)).toBeNull();
  });
});

it("the collection of orphans leaves dossiers, and takes those that nobody names any more", async () => {
  const id = await asked();
  await buildNow(stage, id);
  const dossier = (await seen(stage, stage.shopper, id))!;
  const context = platform.contextOf(systemViewer);
  await collectOrphans(context, 0);
  expect(await verifyZip(await download(stage, dossier))).toMatchObject({ code: 0 });
  await platform.database.query("DELETE FROM dossier WHERE id = $1", [fromGlobalId("Dossier", id)]);
  expect((await collectOrphans(context, 0)).objects).toBe(1);
});
