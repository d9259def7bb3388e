import { setTimeout as pause } from "node:timers/promises";
import sharp from "sharp";
import { fromGlobalId } from "../../../src/graphql/global-id.js";
import type { Examiner } from "../../../src/server/evidence-safety/examiner.js";
import { createTestExaminer } from "../../support/examiner.js";
import type { Feed } from "../../support/api-client.js";
import { sha256Of } from "../../support/evidence.js";
import { tamperWith } from "../../support/kept-file.js";
import { person } from "../../support/person.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { contentsIn, mp3 } from "../../support/recordings.js";
import { RedactionStage } from "../../support/redaction-stage.js";

let platform: TestPlatform;
let examiner: Examiner;

beforeAll(async () => {
  platform = await startTestPlatform();
  examiner = createTestExaminer({ now: () => platform.clock.now() });
});
afterAll(() => {
  examiner.stop();
});
afterAll(() => platform.close());
afterAll(() => {
  expect(platform.complaints).toEqual([]);
});

/** A red face on green, with a place in its metadata. */
async function photo(): Promise<Buffer> {
  const face = { create: { width: 40, height: 30, channels: 3 as const, background: "#f00" } };
  const place = { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "W" };
  return sharp({ create: { width: 200, height: 160, channels: 3, background: "#0c0" } })
    .composite([{ input: face, left: 70, top: 50 }])
    .withExif({ IFD3: { ...place, GPSLongitude: "0/1 7/1 0/1" } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

const face = { regions: [{ x: 70, y: 50, width: 40, height: 30 }] };

async function redPixels(bytes: Buffer): Promise<number> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let red = 0;
  for (let at = 0; at < data.length; at += info.channels)
    if (data[at]! > 100 && data[at + 1]! < 100) red += 1;
  return red;
}

const openPhoto = async () =>
  RedactionStage.open(platform, examiner, {
    bytes: await photo(),
    filename: "parcel.jpg",
    contentType: "image/jpeg",
  });

describe("redactEvidence", () => {
  it("withholds the file at once and puts a copy without the regions in its place, for both sides", async () => {
    const stage = await openPhoto();
    const { shopper, merchant } = stage.upload;
    const before = await stage.seen(merchant);
    const old = [
      ...[(await stage.seen(shopper)).downloadUrl!, (await stage.seen(shopper)).sharedDownloadUrl!],
      before.downloadUrl!,
    ];
    for (const url of old) expect((await stage.fetch(url)).status).toBe(200);

    const copyId = await stage.begin(face);
    for (const url of old) expect(await stage.fetch(url)).toMatchObject({ status: 404, code: "NOT_FOUND" });
    for (const viewer of [shopper, merchant, stage.mediator, person("FRONTLINE_AGENT")]) {
      const seen = await stage.seen(viewer);
      expect(seen).toMatchObject({ id: copyId, status: "EXAMINING", downloadUrl: null });
      expect(seen).toMatchObject({ sharedDownloadUrl: null, contentHash: before.contentHash });
    }

    expect(await stage.make(copyId)).toBe(true);
    const original = await stage.upload.address(stage.mediator, stage.fileId);
    expect(await redPixels((await stage.fetch(original!)).bytes)).toBeGreaterThan(1_000);
    for (const viewer of [shopper, merchant, stage.mediator, person("AUDITOR"), person("FRONTLINE_AGENT")]) {
      const seen = await stage.seen(viewer);
      expect(seen).toMatchObject({
        ...{ id: copyId, status: "SANITISED", contentHash: before.contentHash },
        redactionOf: { id: stage.fileId, sha256: before.sha256 },
        redaction: { kind: "REGIONS", reason: "It shows a stranger.", role: "MEDIATOR" },
      });
      const bytes = (await stage.open(viewer))!;
      expect(sha256Of(bytes)).toBe(seen.sha256);
      expect(await redPixels(bytes)).toBe(0);
      expect(bytes.includes("Exif")).toBe(false);
    }
    for (const viewer of [shopper, merchant, person("FRONTLINE_AGENT"), person("INTEGRATION")])
      expect(await stage.upload.address(viewer, stage.fileId)).toBeNull();
    expect(await stage.upload.address(person("AUDITOR"), stage.fileId)).not.toBeNull();
    await stage.verifiedCustody();
  });
});

const openNote = (text: string) => RedactionStage.note(platform, examiner, text);

describe("what is removed", () => {
  it("from a text is in no copy of anybody but the original of the mediator", async () => {
    const stage = await openNote("Call me: 555-0100.\u200b Ana");
    const { shopper, merchant } = stage.upload;
    // The sides see the copy without the hidden character; so does whoever counts.
    await stage.make(await stage.begin({ passages: [{ from: 9, to: 17 }] }));
    for (const viewer of [shopper, merchant, stage.mediator])
      expect((await stage.open(viewer))!.toString()).toBe("Call me: [redacted]. Ana");
    const { rows } = await stored(stage);
    expect(rows).not.toContain("555-0100");
    const original = (await stage.upload.address(stage.mediator, stage.fileId))!;
    expect((await stage.fetch(original)).bytes.toString()).toContain("555-0100");
  });

  it("from a recording is not in the copy", async () => {
    const bytes = await mp3(200);
    const stage = await RedactionStage.open(platform, examiner, {
      ...{ bytes, filename: "call.mp3", contentType: "audio/mpeg" },
    });
    const spans = [{ fromMilliseconds: 2_000, toMilliseconds: 3_000 }];
    await stage.make(await stage.begin({ spans }));
    const heard = (await stage.open(stage.upload.merchant))!;
    expect(contentsIn(heard, 200)).toHaveLength(70 + 81);
    expect(await stage.seen(stage.upload.shopper)).toMatchObject({ redaction: { kind: "SPANS" } });
  });

  it("is added to by another redaction, and the copies before are the mediator's alone", async () => {
    const stage = await openNote("one two three");
    const { merchant, shopper } = stage.upload;
    const first = await stage.begin({ passages: [{ from: 0, to: 3 }] });
    const early = await stage.redact({ passages: [{ from: 4, to: 7 }] });
    expect(early.userErrors[0]).toMatchObject({ code: "STATE_CONFLICT", field: ["fileId"] });
    expect(
      (await stage.redact({ passages: [{ from: 0, to: 1 }] }, { fileId: first })).userErrors[0],
    ).toMatchObject({
      code: "FILE_NOT_USABLE",
    });
    await stage.make(first);
    const old = (await stage.seen(merchant)).downloadUrl!;
    // The original again would bring back what the first removed.
    expect((await stage.redact({ passages: [{ from: 4, to: 7 }] })).userErrors[0]).toMatchObject({
      code: "STATE_CONFLICT",
    });
    const second = await stage.begin({ passages: [{ from: 11, to: 14 }] }, first);
    expect(await stage.fetch(old)).toMatchObject({ status: 404 });
    await stage.make(second);
    expect((await stage.open(shopper))!.toString()).toBe("[redacted] [redacted] three");
    expect(await stage.seen(merchant)).toMatchObject({ id: second, redactionOf: { id: first } });
    expect(await stage.upload.address(merchant, first)).toBeNull();
    expect(await stage.upload.address(stage.mediator, first)).not.toBeNull();
    const acts = await stage.verifiedCustody();
    expect(acts.filter((act) => act === "REDACTED")).toHaveLength(2);
    expect(await stage.logged()).toHaveLength(2);
  });

  it("stays withheld where the copy cannot be made, until it is asked for again", async () => {
    const stage = await openNote("one two");
    const { merchant } = stage.upload;
    // Nobody measured it, so that the copy shows what is wrong.
    await platform.database.query("UPDATE evidence_file SET extent = NULL WHERE id = $1", [
      fromGlobalId("EvidenceFile", stage.fileId),
    ]);
    const failed = await stage.begin({ passages: [{ from: 4, to: 99 }] });
    await stage.make(failed);
    expect(await stage.seen(merchant)).toMatchObject({
      ...{ id: failed, status: "REJECTED", findings: ["REDACTION_OUT_OF_BOUNDS"] },
      ...{ downloadUrl: null, sharedDownloadUrl: null },
    });
    const again = await stage.begin({ passages: [{ from: 4, to: 7 }] });
    await stage.make(again);
    expect(await stage.seen(merchant)).toMatchObject({ id: again, redactionOf: { id: stage.fileId } });
    expect((await stage.open(merchant))!.toString()).toBe("one [redacted]");
  });
});

/** All that the database says of the files of a dispute. */
async function stored({ upload: { story } }: RedactionStage): Promise<{ rows: string }> {
  const [row] = await platform.database.query<{ rows: string }>(
    `SELECT (SELECT json_agg(file)::text FROM evidence_file AS file WHERE dispute_id = $1)
       || (SELECT json_agg(link)::text FROM evidence_custody AS link WHERE dispute_id = $1)
       || (SELECT json_agg(event)::text FROM dispute_event AS event WHERE dispute_id = $1) AS rows`,
    [story.disputeId],
  );
  return row!;
}

describe("the record of a redaction", () => {
  it("is told to both sides as it happens: what, why and by whom", async () => {
    const stage = await openNote("one two");
    const { shopper, merchant, story } = stage.upload;
    const feeds: Feed[] = [];
    for (const viewer of [shopper, merchant])
      feeds.push(
        (await platform.connect(viewer)).follow("disputeEvents", { disputeId: stage.upload.disputeId }),
      );
    // A subscription starts when the server has read where.
    await pause(300);
    const copyId = await stage.begin({ passages: [{ from: 0, to: 3 }] });
    for (const feed of feeds) {
      await feed.until(1);
      expect(feed.types()).toEqual(["EVIDENCE_REDACTED"]);
      feed.stop();
    }
    const [event] = await stage.logged();
    expect(event).toMatchObject({
      ...{ audience: "ALL", role: "MEDIATOR" },
      payload: {
        ...{
          fileId: fromGlobalId("EvidenceFile", stage.fileId),
          copyId: fromGlobalId("EvidenceFile", copyId),
        },
        ...{ reason: "It shows a stranger.", kind: "PASSAGES", parts: 1 },
      },
    });
    const [end] = await platform.database.query(
      "SELECT sequence, hash FROM evidence_custody WHERE dispute_id = $1 AND act = 'REDACTED'",
      [story.disputeId],
    );
    expect(event).toMatchObject({ payload: { custody: end } });
  });

  it("verifies, and the copy opens, with the original's bytes gone; it verifies without any key, too", async () => {
    const stage = await openPhoto();
    const { merchant, story } = stage.upload;
    const copyId = await stage.begin(face);
    await stage.make(copyId);
    const { objects } = platform.contextOf(merchant).evidence!.storage;
    const [row] = await platform.database.query<{ object: string; shared: string }>(
      "SELECT object_address AS object, shared_address AS shared FROM evidence_file WHERE id = $1",
      [fromGlobalId("EvidenceFile", stage.fileId)],
    );
    await objects.remove(row!.object);
    await objects.remove(row!.shared);
    await platform.database.query(
      "UPDATE evidence_file SET status = 'ERASED', object_address = NULL, shared_address = NULL WHERE id = $1",
      [fromGlobalId("EvidenceFile", stage.fileId)],
    );
    const seen = await stage.seen(merchant);
    expect(seen).toMatchObject({ redactionOf: { id: stage.fileId } });
    const bytes = (await stage.open(merchant))!;
    expect(sha256Of(bytes)).toBe(seen.sha256);
    const [hashed] = (await stage.upload.custody()).filter(
      ({ act, detail }) => act === "HASHED" && (detail as { sha256: string }).sha256 === seen.sha256,
    );
    expect(hashed).toBeDefined();
    await tamperWith(
      platform.database,
      "dispute_key",
      "UPDATE dispute_key SET wrapped_key = NULL, destroyed_at = now() WHERE dispute_id = $1",
      [story.disputeId],
    );
    expect(await stage.open(merchant)).toEqual(expect.not.objectContaining(bytes));
    expect(await stage.verifiedCustody()).toEqual(expect.arrayContaining(["REDACTED", "HASHED", "EXAMINED"]));
  });
});
