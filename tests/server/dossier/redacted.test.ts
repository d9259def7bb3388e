import type { Examiner } from "../../../src/server/evidence-safety/examiner.js";
import { collectOrphans } from "../../../src/services/evidence/collect-orphans.js";
import { createTestExaminer } from "../../support/examiner.js";
import { verifyAll } from "../../../src/services/log/verify-all.js";
import { buildNow, askFor, download, exported, seen, verifyZip } from "../../support/dossier-stage.js";
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

const secret = { passages: [{ from: 4, to: 16 }] };
const openNote = () => RedactionStage.note(platform, examiner, "PIN 4711-0815-99 is mine");
const tells = (zip: Buffer): boolean => zip.includes("4711-0815-99");

it("a redaction takes back the dossiers of the sides, and the next ones have the copy in its place", async () => {
  const stage = await openNote();
  const { upload } = stage;
  const sides = [upload.shopper, upload.merchant];
  const earlier = await Promise.all(sides.map((viewer) => exported(upload, viewer)));
  const judged = await exported(upload, stage.mediator);
  expect(earlier.map(({ zip }) => tells(zip))).toEqual([true, true]);
  await stage.make(await stage.begin(secret));
  for (const [index, viewer] of sides.entries()) {
    const { dossier } = earlier[index]!;
    await expect(download(upload, dossier)).rejects.toThrow("404");
    expect(await seen(upload, viewer, dossier.id)).toMatchObject({ status: "FAILED", download: null });
    const { zip } = await exported(upload, viewer);
    expect(tells(zip)).toBe(false);
    expect(await verifyZip(zip)).toMatchObject({ code: 0, problems: [] });
  }
  expect(tells(await download(upload, judged.dossier))).toBe(true);
  const { zip } = await exported(upload, stage.mediator, { language: "ZH" });
  expect(tells(zip)).toBe(true);
  expect(await verifyZip(zip)).toMatchObject({ code: 0, problems: [] });
});

it("a redaction takes the mediator's dossiers, earlier and later ones, from colleagues who see the copy", async () => {
  const stage = await openNote();
  const { upload } = stage;
  const frontline = person("FRONTLINE_AGENT");
  const earlier = await exported(upload, stage.mediator);
  const granted = (await seen(upload, frontline, earlier.dossier.id))!;
  expect(tells(await download(upload, granted))).toBe(true);
  await stage.make(await stage.begin(secret));
  const { dossier: later } = await exported(upload, stage.mediator);
  for (const { id } of [earlier.dossier, later]) expect(await seen(upload, frontline, id)).toBeNull();
  await expect(download(upload, granted)).rejects.toThrow("404");
  expect(await seen(upload, upload.story.cast.senior, later.id)).toMatchObject({ status: "READY" });
  // Their own has the copy, and is for the mediator too.
  const { dossier, zip } = await exported(upload, frontline);
  expect(tells(zip)).toBe(false);
  expect(await seen(upload, stage.mediator, dossier.id)).toMatchObject({ status: "READY" });
  expect(await seen(upload, person("FRONTLINE_AGENT"), dossier.id)).toMatchObject({ status: "READY" });
});

it("what is redacted while a dossier is built does not go out with it", async () => {
  const stage = await openNote();
  const { upload } = stage;
  const { dossier: asked } = await askFor(upload, upload.merchant);
  let copyId = "";
  const pdf = async () => {
    copyId = await stage.begin(secret);
    return Buffer.from("%PDF-1.7");
  };
  const context = platform.contextOf(stage.mediator);
  await collectOrphans(context, 0);
  await expect(buildNow(upload, asked!.id, { pdf })).rejects.toThrow("withheld while a dossier");
  // Nor does the ZIP with it lie about.
  expect((await collectOrphans(context, 0)).objects).toBe(0);
  await stage.make(copyId);
  await buildNow(upload, asked!.id);
  const built = (await seen(upload, upload.merchant, asked!.id))!;
  expect(built.status).toBe("READY");
  expect(tells(await download(upload, built))).toBe(false);
});

it("the platform's own logs and files verify with redactions and dossiers in them", async () => {
  const stage = await openNote();
  await stage.make(await stage.begin(secret));
  await exported(stage.upload, stage.upload.shopper);
  const broken: unknown[] = [];
  const context = platform.contextOf(stage.mediator);
  const counts = await verifyAll(context, { bytes: true, onBroken: (link) => broken.push(link) });
  expect(broken).toEqual([]);
  expect(counts.bytes).toBeGreaterThan(0);
});
