import { pino } from "pino";
import { fromGlobalId } from "../../../src/graphql/global-id.js";
import type { Examiner } from "../../../src/server/evidence-safety/examiner.js";
import { createTestExaminer } from "../../support/examiner.js";
import { startExaminingWorker } from "../../../src/server/examining-worker.js";
import { eventually } from "../../support/dispute-log.js";
import { upload } from "../../support/hearing.js";
import { person } from "../../support/person.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
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

const face = { regions: [{ x: 70, y: 50, width: 40, height: 30 }] };
const openNote = (text: string) => RedactionStage.note(platform, examiner, text);

describe("who redacts what", () => {
  it("is the mediator of the case, and nobody else", async () => {
    const stage = await openNote("one two");
    const { shopper, merchant, story } = stage.upload;
    const parts = { passages: [{ from: 0, to: 3 }] };
    const stranger = await story.factory.mediator();
    for (const [by, code] of [
      [shopper, "FORBIDDEN"],
      [merchant, "FORBIDDEN"],
      [story.cast.senior, "FORBIDDEN"],
      [person("FRONTLINE_AGENT"), "FORBIDDEN"],
      [person("AUDITOR"), "FORBIDDEN"],
      [person("INTEGRATION"), "FORBIDDEN"],
      [stranger, "NOT_FOUND"],
      [person("RISK_OFFICER"), "NOT_FOUND"],
      [person("SHOPPER"), "NOT_FOUND"],
    ] as const)
      expect([by.role, (await stage.redact(parts, { by })).userErrors[0]?.code]).toEqual([by.role, code]);
    expect(await stage.open(merchant)).not.toBeNull();
    expect(await stage.logged()).toEqual([]);
  });

  it("is a file that is open: not a sealed one, one of another case, a PDF, or by parts that it does not have", async () => {
    const stage = await openNote("one two");
    const parts = { passages: [{ from: 0, to: 3 }] };
    const refused = async (wanted: Record<string, unknown>, fileId = stage.fileId) => {
      const { userErrors } = await stage.redact(wanted, { fileId });
      return [userErrors[0]?.code, ...(userErrors[0]?.field ?? [])];
    };
    const { shopper } = stage.upload;
    const lone = await upload(stage.upload, shopper, Buffer.from("lone"), {
      ...{ filename: "lone.txt", contentType: "text/plain" },
    });
    expect(await refused(parts, lone.fileId)).toEqual(["NOT_FOUND", "fileId"]);
    const other = await openNote("other");
    expect(await refused(parts, other.fileId)).toEqual(["NOT_FOUND", "fileId"]);
    expect(await refused(face)).toEqual(["VALIDATION", "regions"]);
    expect(await refused({})).toEqual(["VALIDATION", "regions"]);
    expect(await refused({ ...parts, ...face })).toEqual(["VALIDATION", "passages"]);
    expect(await refused({ passages: [parts.passages[0], { from: 6, to: 8 }] })).toEqual([
      ...["VALIDATION", "passages", "1"],
    ]);
    expect(await refused({ passages: [] })).toEqual(["VALIDATION", "passages"]);
    expect(await refused({ passages: [{ from: 3, to: 3 }] })).toEqual(["VALIDATION", "passages", "0"]);
    expect(await refused({ ...parts, reason: " " })).toEqual(["INVALID_TEXT", "reason"]);
    expect(await refused({ ...parts, expectedVersion: 1 })).toEqual(["VERSION_CONFLICT", "expectedVersion"]);
    await platform.database.query("UPDATE evidence_file SET content_type = 'application/pdf' WHERE id = $1", [
      fromGlobalId("EvidenceFile", stage.fileId),
    ]);
    expect(await refused(parts)).toEqual(["NOT_OFFERED", "fileId"]);
    expect(await stage.logged()).toEqual([]);
  });
});

describe("at the same instant", () => {
  it("two redactions of one file: one is done, the other told that it is stale, and nothing is seen in between", async () => {
    const stage = await openNote("one two");
    const { merchant, shopper } = stage.upload;
    const urls = (await Promise.all([stage.seen(merchant), stage.seen(shopper)])).map(
      ({ downloadUrl }) => downloadUrl!,
    );
    const wanted = [0, 1, 2, 3].map((from) => ({ passages: [{ from, to: from + 3 }] }));
    for (const url of urls) expect((await stage.fetch(url)).status).toBe(200);
    const opened: Promise<number>[] = [];
    const looking = setInterval(() => {
      for (const url of urls) opened.push(stage.fetch(url).then(({ status }) => status));
    }, 5);
    const codes = await Promise.all(
      wanted.map(async (parts) => (await stage.redact(parts)).userErrors[0]?.code ?? "accepted"),
    );
    clearInterval(looking);
    expect(codes.sort()).toEqual(["STATE_CONFLICT", "STATE_CONFLICT", "STATE_CONFLICT", "accepted"]);
    for (const status of await Promise.all(opened)) expect([200, 404]).toContain(status);
    for (const url of urls) expect((await stage.fetch(url)).status).toBe(404);
    // Whoever opened it did so before: nothing was viewed after the redaction.
    const acts = await stage.verifiedCustody();
    expect(acts.lastIndexOf("VIEWED")).toBeLessThan(acts.indexOf("REDACTED"));
  });

  it("two workers make one copy, and what the slower one stored is removed", async () => {
    const stage = await openNote("one two");
    const copyId = await stage.begin({ passages: [{ from: 0, to: 3 }] });
    await Promise.all([stage.make(copyId), stage.make(copyId)]);
    expect(await stage.make(copyId)).toBe(false);
    const acts = await stage.verifiedCustody();
    expect(acts.slice(acts.indexOf("REDACTED"))).toEqual(["REDACTED", "EXAMINED", "HASHED"]);
    expect((await stage.open(stage.upload.merchant))!.toString()).toBe("[redacted] two");
  });
});

it("the platform's own worker makes copies, and again what a killed one held", async () => {
  const stage = await openNote("one two");
  const copyId = await stage.begin({ passages: [{ from: 0, to: 3 }] });
  const key = `redaction:${fromGlobalId("EvidenceFile", copyId)}`;
  // What the other tests left to do.
  await platform.database.query("DELETE FROM graphile_worker._private_jobs WHERE key <> $1", [key]);
  await platform.database.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'killed', locked_at = now() - interval '11 minutes'
     WHERE key = $1`,
    [key],
  );
  await platform.database.query("SELECT graphile_worker.add_job('release-examinations')");
  const worker = await startExaminingWorker(platform, pino({ level: "silent" }));
  try {
    const isMade = async () => (await stage.seen(stage.upload.shopper)).status === "SANITISED";
    await eventually(isMade, "the copy");
  } finally {
    await worker.stop();
  }
  expect((await stage.open(stage.upload.merchant))!.toString()).toBe("[redacted] two");
});
