import { randomInt, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import sharp from "sharp";
import { toGlobalId } from "../../../src/graphql/global-id.js";
import { readAwaitedFile } from "../../../src/services/evidence/awaited-file.js";
import { completeEvidenceUpload } from "../../../src/services/evidence/complete-evidence-upload.js";
import { createEvidenceUpload } from "../../../src/services/evidence/create-evidence-upload.js";
import { receiveUpload } from "../../../src/services/evidence/receive-upload.js";
import { verifyLog } from "../../../src/services/log/verify-log.js";
import { fileOf } from "../../support/bytes.js";
import { eventually } from "../../support/dispute-log.js";
import { sha256Of } from "../../support/evidence.js";
import { expectWholeOrNothing, filesOf, kept, named } from "../../support/kill-checks.js";
import { KillClient, type KnownUpload } from "../../support/kill-clients.js";
import {
  isGone,
  KillStage,
  openDurableDatabase,
  type DurableDatabase,
  type Storage,
} from "../../support/kill-stage.js";

/** KILL_SEED=<number> draws the same instants again. */
const seed = Number(process.env["KILL_SEED"] ?? randomInt(2 ** 31));

/** Numbers that follow from the seed (mulberry32). */
function randomFrom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** How often the server is killed, and how many photos wait for their examination each time. */
const kills: Readonly<Record<Storage, number>> = { disk: 3, s3: 1 };
const PHOTOS = 3;
const ORPHANS = 40;

let durable: DurableDatabase;
beforeAll(async () => {
  durable = await openDurableDatabase();
});
afterAll(() => durable.close());

describe.each(["disk", "s3"] as const)(`on %s (KILL_SEED=${seed})`, (storage) => {
  const random = randomFrom(seed);
  const known: KnownUpload[] = [];
  const photos: string[] = [];
  let stage: KillStage;

  beforeAll(async () => {
    stage = await KillStage.open(durable, storage);
  });
  afterAll(() => stage.close());

  /** Files to be examined, bytes that nothing names, and the job that removes those. */
  async function prepare(): Promise<void> {
    const { objects } = stage.context.evidence!.storage;
    for (let count = 0; count < ORPHANS; count += 1) await objects.put(fileOf(Buffer.from(randomUUID())));
    await stage.age();
    await stage.expire();
    // What the clients have handed in is examined often enough.
    await stage.dropExaminations(photos);
    for (let count = 0; count < PHOTOS; count += 1) photos.push(await takeIn(stage, await photo(random)));
    await stage.collect();
  }

  /** Every client does its part again and again until the server is gone. */
  async function useUntilKilled(): Promise<void> {
    const { program, url } = await stage.serve();
    const client = await KillClient.at(stage, url, { random, known });
    const again = async (work: () => Promise<void>) => {
      while (!isGone(program.child)) await work();
    };
    const works = [
      ...[() => client.put(), () => client.put(), () => client.resume(), () => client.resume()],
      ...[() => client.direct(), () => client.quit()],
      ...[() => client.stall("PUT"), () => client.stall("PATCH")],
    ];
    const completed = () => known.filter((upload) => upload.completed).length;
    const before = completed();
    const using = Promise.allSettled(works.map(again));
    await eventually(() => completed() > before, "a completed upload");
    await pause(random(1_500));
    await stage.kill(program);
    await using;
  }

  async function expectAnswersHold(): Promise<void> {
    const files = new Map((await filesOf(stage)).map((file) => [file.id, file]));
    for (const { uuid, sent, completed, cancelled } of known) {
      const file = files.get(uuid);
      expect(file).toBeDefined();
      if (completed) expect(["UPLOADING", "EXPIRED"]).not.toContain(file?.status);
      if (sent && file?.status === "UPLOADING") expect(file.object_address).not.toBeNull();
      if (cancelled) expect(file?.status).toBe("EXPIRED");
    }
  }

  async function expectAllHolds(): Promise<void> {
    await expectWholeOrNothing(stage);
    await expectAnswersHold();
  }

  it("a server that is killed at any point leaves whole, verified files or nothing that counts", async () => {
    for (let kill = 0; kill < kills[storage]; kill += 1) {
      await prepare();
      await useUntilKilled();
      await expectAllHolds();
      await stage.release();
    }
  }, 300_000);

  it("whoever was interrupted goes on, what was being examined is examined, and what was left over is collected", async () => {
    const states = new Map((await filesOf(stage)).map(({ id, status }) => [id, status]));
    const open = known.filter(({ uuid }) => states.get(uuid) === "UPLOADING");
    await stage.age();
    const { program, url } = await stage.serve();
    const client = await KillClient.at(stage, url, { random, known });
    for (const upload of open.slice(0, 6)) await client.finish(upload);
    await stage.dropExaminations(photos);
    await stage.age();
    await stage.expire();
    await stage.collect();
    await stage.idle();
    const ids = [
      ...known.map(({ fileId }) => fileId),
      ...photos.map((id) => toGlobalId("EvidenceFile", id)),
    ].slice(-50);
    for (const file of await client.read(ids))
      expect([file?.status, file?.downloadUrl != null]).toEqual([file?.status, file?.status === "ACCEPTED"]);
    const merchant = await KillClient.at(stage, url, { random, known }, stage.story.merchant);
    expect(await merchant.read(ids)).toEqual(ids.map(() => null));
    await stage.kill(program, "SIGTERM");
    await expectAllHolds();
    const examined = (await filesOf(stage)).filter(({ id }) => photos.includes(id));
    expect(examined.map(({ status }) => status)).toEqual(photos.map(() => "ACCEPTED"));
    const { objects, staged } = await kept(stage);
    expect(objects.toSorted()).toEqual((await named(stage)).toSorted());
    expect(staged).toEqual([]);
    expect(await stage.workFolders()).toEqual([]);
    expect((await verifyLog(stage.database)).broken).toBeNull();
  }, 300_000);
});

/** A photo with the place where it was taken, which becomes another copy for others. */
async function photo(random: (below: number) => number): Promise<Buffer> {
  const gps = { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" };
  const create = { width: 200, height: 100 + random(100), channels: 3 as const, background: "#a52" };
  return sharp({ create }).withExif({ IFD3: gps }).jpeg().toBuffer();
}

/** Takes a photo in, past the server. @returns its UUID */
async function takeIn({ context, story }: KillStage, bytes: Buffer): Promise<string> {
  const { fileId } = await createEvidenceUpload(context, {
    ...{ clientMutationId: randomUUID(), disputeId: story.disputeId, filename: "a.jpg" },
    ...{ contentType: "image/jpeg", byteSize: bytes.length, sha256: sha256Of(bytes) },
  });
  await receiveUpload(context, await readAwaitedFile(context, fileId), Readable.from([bytes]));
  await completeEvidenceUpload(context, { clientMutationId: randomUUID(), fileId });
  return fileId;
}
