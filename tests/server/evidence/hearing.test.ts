import { pino } from "pino";
import sharp from "sharp";
import type { Viewer } from "../../../src/domain/access/viewer.js";
import { startExaminingWorker } from "../../../src/server/examining-worker.js";
import { eventually } from "../../support/dispute-log.js";
import { examineNow, sha256Of } from "../../support/evidence.js";
import { exchange, handIn, hearing, seenItems, upload } from "../../support/hearing.js";
import { person } from "../../support/person.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { fetchBytes, PNG, type UploadStage } from "../../support/upload-stage.js";

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

/** Waits until the platform's own worker has examined a file. @returns the file's status */
async function examined(stage: UploadStage, viewer: Viewer, fileId: string): Promise<string> {
  const worker = await startExaminingWorker(platform, pino({ level: "silent" }));
  try {
    await eventually(
      async () => (await stage.read(viewer, fileId))?.["status"] !== "EXAMINING",
      "the examination",
    );
  } finally {
    await worker.stop();
  }
  return String((await stage.read(viewer, fileId))?.["status"]);
}

/** A picture that says where it was taken. */
function photo(): Promise<Buffer> {
  const place = { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "W" };
  return sharp({ create: { width: 16, height: 12, channels: 3, background: "#a52" } })
    .withExif({ IFD3: { ...place, GPSLongitude: "0/1 7/1 0/1" } })
    .jpeg()
    .toBuffer();
}

describe("a file in an evidence round", () => {
  it("is examined, sealed until the exchange, and then opened by both sides, each in its copy", async () => {
    const stage = await hearing(platform);
    const { shopper, merchant, story } = stage;
    const original = await photo();
    const { fileId } = await upload(stage, shopper, original, {
      filename: "parcel.jpg",
      contentType: "image/jpeg",
    });
    expect(await examined(stage, shopper, fileId)).toBe("ACCEPTED");
    await handIn(stage, shopper, [fileId]);

    const own = await seenItems(stage, shopper);
    expect(own).toMatchObject([{ status: "SUBMITTED", files: [{ id: fileId }] }]);
    for (const other of [merchant, story.cast.mediator, person("AUDITOR")]) {
      const sees = other.role === "AUDITOR";
      expect([other.role, await seenItems(stage, other)]).toMatchObject([other.role, sees ? [{}] : []]);
      expect([other.role, (await stage.read(other, fileId)) !== null]).toEqual([other.role, sees]);
    }

    await exchange(stage);
    expect(await seenItems(stage, merchant)).toMatchObject([
      { status: "EXCHANGED", files: [{ id: fileId }] },
    ]);
    const bytesFor = async (viewer: Viewer) =>
      (await fetchBytes((await stage.address(viewer, fileId))!)).bytes;
    expect(await bytesFor(shopper)).toEqual(original);
    expect(await bytesFor(story.cast.mediator)).toEqual(original);
    const copy = await bytesFor(merchant);
    expect(sha256Of(copy)).toBe(
      ((await stage.read(merchant, fileId))?.["shared"] as { sha256: string }).sha256,
    );
    expect(original.includes("Exif")).toBe(true);
    expect(copy.includes("Exif")).toBe(false);
    const acts = (await stage.custody()).map(({ act }) => act);
    expect(acts).toEqual([
      ...["RECEIVED", "HASHED", "EXAMINED", "SANITISED"],
      ...["VIEWED", "VIEWED", "VIEWED"],
    ]);
  });

  it("takes its item out of account when it turns out to be dangerous, and nobody opens it", async () => {
    const stage = await hearing(platform);
    const { shopper, merchant } = stage;
    const { fileId, uuid } = await upload(stage, shopper, PNG);
    await handIn(stage, shopper, [fileId]);
    await exchange(stage);
    const dangerous = { treatment: "QUARANTINE", contentType: null, findings: ["VIRUS_FOUND:Test"] } as const;
    const examine = () => Promise.resolve({ ...dangerous, shared: null });
    expect(await examineNow(platform.contextOf(shopper), uuid, examine)).toBe(true);
    for (const viewer of [shopper, merchant]) expect(await stage.address(viewer, fileId)).toBeNull();
    expect(await seenItems(stage, shopper)).toMatchObject([{ status: "QUARANTINED" }]);
    const [{ count }] = (await platform.database.query(
      "SELECT count(*)::int AS count FROM dispute_event WHERE dispute_id = $1 AND type = 'EVIDENCE_QUARANTINED'",
      [stage.story.disputeId],
    )) as [{ count: number }];
    expect(count).toBe(1);
    // A worker that was killed in between does it again.
    expect(await examineNow(platform.contextOf(shopper), uuid, examine)).toBe(false);
    expect((await stage.custody()).map(({ act }) => act)).toEqual([
      "RECEIVED",
      "HASHED",
      "EXAMINED",
      "SCANNED",
    ]);
  });
});
