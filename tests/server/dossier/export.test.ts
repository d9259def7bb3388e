import { randomUUID } from "node:crypto";
import { fromGlobalId, toGlobalId } from "../../../src/graphql/global-id.js";
import { collectOrphans } from "../../../src/services/evidence/collect-orphans.js";
import { systemViewer, type Viewer } from "../../../src/domain/access/viewer.js";
import { sha256Of } from "../../support/evidence.js";
import { person } from "../../support/person.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import {
  askFor,
  buildNow,
  download,
  DossierStage,
  exported,
  seen,
  verifyZip,
} from "../../support/dossier-stage.js";
import { dossierIn, entriesOf, filesIn, picturesIn } from "../../support/dossier-zip.js";
import { fetchBytes, UploadStage } from "../../support/upload-stage.js";

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

/** Every hash of the platform's own chains. */
async function platformHashes(disputeId: string): Promise<string[]> {
  const rows = await platform.database.query<{ hash: string }>(
    `SELECT hash FROM dispute_event WHERE dispute_id = $1 UNION SELECT hash FROM evidence_custody WHERE dispute_id = $1`,
    [disputeId],
  );
  return rows.map(({ hash }) => hash);
}

describe("a dossier after the exchange", () => {
  it("holds for both sides and staff, each with the copies that are meant for them", async () => {
    const opened = await DossierStage.open(platform);
    await opened.exchange();
    const { stage, shopperFile, merchantFile } = opened;
    const { shopper, merchant, story } = stage;
    const hashes = await platformHashes(story.disputeId);
    const copiesFor = async (viewer: Viewer, language: string) => {
      const { dossier, zip } = await exported(stage, viewer, { language });
      expect(await verifyZip(zip)).toMatchObject({
        ...{ code: 0, status: "HOLDS", problems: [], sha256: dossier.sha256 },
        ...{ signingKey: dossier.signingKey },
        chains: { events: { head: dossier.eventHead }, custody: { head: dossier.custodyHead } },
      });
      expect(zip).toHaveLength(dossier.byteSize!);
      // The photo of each side, in either language.
      expect([language, await picturesIn(zip)]).toEqual([language, 2]);
      const isOfSide = viewer === shopper || viewer === merchant;
      const shown = hashes.filter((hash) => zip.includes(hash));
      expect([viewer.role, shown.length > 0]).toEqual([viewer.role, !isOfSide]);
      return filesIn(zip);
    };
    const ofShopper = await copiesFor(shopper, "ZH");
    expect(ofShopper.get(shopperFile.uuid)).toEqual(shopperFile.bytes);
    const shared = ofShopper.get(merchantFile.uuid)!;
    expect(shared.includes("Exif")).toBe(false);
    const ofMerchant = await copiesFor(merchant, "EN");
    expect(ofMerchant.get(merchantFile.uuid)).toEqual(merchantFile.bytes);
    expect(ofMerchant.get(shopperFile.uuid)!.includes("Exif")).toBe(false);
    for (const viewer of [story.cast.mediator, person("AUDITOR")]) {
      const ofStaff = await copiesFor(viewer, "EN");
      expect(ofStaff.get(shopperFile.uuid)).toEqual(shopperFile.bytes);
      expect(ofStaff.get(merchantFile.uuid)).toEqual(merchantFile.bytes);
    }
  });

  it("tells everything of the case, and records in custody which files went out with which dossier", async () => {
    const opened = await DossierStage.open(platform);
    await opened.exchange();
    const { stage, merchantFile } = opened;
    const { dossier, zip } = await exported(stage, stage.shopper);
    const told = dossierIn(zip);
    expect(told).toMatchObject({
      schemaVersion: 1,
      view: "SHOPPER",
      dispute: { claim: { remedy: "REFUND", amount: { amount: "105.00", currency: "CNY" } } },
    });
    expect(JSON.stringify(told)).toContain("包裹是打开的");
    expect(JSON.stringify(told)).toContain("Your Honour");
    const acts = (await stage.custody()).filter(({ act }) => act === "EXPORTED");
    expect(acts).toMatchObject([
      {
        actor_role: "SHOPPER",
        actor_id: stage.shopper.id,
        detail: { copy: "ORIGINAL", sha256: dossier.sha256 },
      },
      {
        actor_role: "SHOPPER",
        actor_id: stage.shopper.id,
        detail: { copy: "SHARED", sha256: sha256Of(zip) },
      },
    ]);
    const next = dossierIn((await exported(stage, stage.merchant)).zip);
    // What the other side did with its own file for itself stays its own.
    const exports = (next["custody"] as { act: string; fileId: string }[]).filter(
      ({ act }) => act === "EXPORTED",
    );
    expect(exports.map(({ fileId }) => fileId)).toEqual([merchantFile.uuid]);
  });
});

it("a dossier of a case that was ruled has the ruling and what is owed, for people too", async () => {
  const stage = await UploadStage.open(platform);
  const { story, shopper } = stage;
  await story.playTo("IN_REVIEW");
  await story.evidence.hear();
  await story.rule();
  await story.runOut();
  for (const viewer of [shopper, story.cast.mediator]) {
    const { zip } = await exported(stage, viewer);
    expect(await verifyZip(zip)).toMatchObject({ code: 0, status: "HOLDS" });
    const told = dossierIn(zip);
    expect(told).toHaveProperty("dispute.rulings.0.findings.0.text", expect.any(String));
    expect(told).toHaveProperty("dispute.rulings.0.findings.0.evidence", expect.any(Array));
    expect(told).toHaveProperty("dispute.rulings.0.findings.0.absences", expect.any(Array));
    expect(told).toHaveProperty("dispute.informationRequest", null);
    expect(told).toHaveProperty("dispute.rulings.0.faultShares", expect.any(Array));
    expect(told).toHaveProperty("dispute.obligations.0.amount.currency", "CNY");
    expect(entriesOf(zip).get("dossier.pdf")!.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  }
});

describe("a dossier before the exchange", () => {
  it("tells a side nothing of what the other has sealed, not even how much there is", async () => {
    const { stage, shopperFile, merchantFile } = await DossierStage.open(platform, { quickly: true });
    const { zip } = await exported(stage, stage.merchant);
    expect((await verifyZip(zip)).code).toBe(0);
    const text = zip.toString("latin1");
    expect([...filesIn(zip).keys()]).toEqual([merchantFile.uuid]);
    const secrets = [
      shopperFile.uuid,
      sha256Of(shopperFile.bytes),
      "Your Honour",
      "parcel opened",
      "Only for you",
    ];
    for (const secret of secrets) expect([secret, text.includes(secret)]).toEqual([secret, false]);
    // Whoever had one hash of the platform's chain could find out by trying how many links stand before it.
    for (const hash of await platformHashes(stage.story.disputeId)) expect(text.includes(hash)).toBe(false);
  });

  it("is the same for a side, whatever the other does in secret", async () => {
    const { stage } = await DossierStage.open(platform, { quickly: true });
    const { merchant, shopper, disputeId } = stage;
    const content = async () => {
      const told = dossierIn((await exported(stage, merchant)).zip);
      // Custody has the merchant's own exports.
      return { ...told, dossierId: null, exportedAt: null, custody: null };
    };
    const before = await content();
    const client = await platform.connect(shopper);
    await client.act("sendMessage", { disputeId, channel: "SHOPPER_PRIVATE", text: "Between us." });
    await client.act("completeEvidence", { disputeId });
    await exported(stage, shopper);
    expect(await content()).toEqual(before);
  });

  it("gives the mediator what is sealed as links without content", async () => {
    const { stage, shopperFile } = await DossierStage.open(platform, { quickly: true });
    const { zip } = await exported(stage, stage.story.cast.mediator);
    const report = await verifyZip(zip);
    expect(report).toMatchObject({ code: 0, withheld: { events: 2, custody: 6 } });
    expect(filesIn(zip).size).toBe(0);
    for (const secret of [shopperFile.uuid, "Your Honour"]) expect(zip.includes(secret)).toBe(false);
  });
});

describe("asking for a dossier", () => {
  it("again before it is there answers the same one, and afterwards another", async () => {
    const { stage } = await DossierStage.open(platform, { quickly: true });
    const { shopper } = stage;
    const first = (await askFor(stage, shopper)).dossier!;
    expect(first).toMatchObject({ status: "QUEUED", progress: { done: 0, total: 0 }, download: null });
    const asked = await Promise.all([askFor(stage, shopper), askFor(stage, shopper, { language: "ZH" })]);
    expect(asked.map(({ dossier }) => dossier?.id)).toEqual([first.id, first.id]);
    expect((await askFor(stage, stage.merchant)).dossier?.id).not.toBe(first.id);
    expect(await buildNow(stage, first.id)).toBe(true);
    expect(await buildNow(stage, first.id)).toBe(false);
    expect(await seen(stage, shopper, first.id)).toMatchObject({
      status: "READY",
      progress: { done: 4, total: 4 },
    });
    expect((await askFor(stage, shopper)).dossier?.id).not.toBe(first.id);
  });

  it("is for the sides and staff; for others there is no dispute, and for machines no dossier", async () => {
    const { stage } = await DossierStage.open(platform, { quickly: true });
    const codeFor = async (viewer: Viewer) => (await askFor(stage, viewer)).userErrors[0]?.code;
    expect(await codeFor(person("INTEGRATION"))).toBe("FORBIDDEN");
    for (const role of ["SHOPPER", "MEDIATOR", "CARRIER", "RULE_EDITOR", "FINANCE_OFFICER"] as const) {
      expect([role, await codeFor(person(role))]).toEqual([role, "NOT_FOUND"]);
    }
    const stranger = { role: "MERCHANT_ADMIN", id: randomUUID(), merchantId: randomUUID() } as const;
    expect(await codeFor(stranger)).toBe("NOT_FOUND");
    const missing = toGlobalId("Dispute", randomUUID());
    expect((await askFor(stage, stage.shopper, { disputeId: missing })).userErrors[0]?.code).toBe(
      "NOT_FOUND",
    );
  });

  it("shows it to whoever asked and to those who read what is sealed; staff shares its own", async () => {
    const opened = await DossierStage.open(platform, { quickly: true });
    const { stage } = opened;
    const { shopper, merchant, story } = stage;
    const { mediator, senior } = story.cast;
    const own = (await exported(stage, shopper)).dossier;
    for (const viewer of [merchant, mediator, senior, person("FRONTLINE_AGENT"), person("SHOPPER")]) {
      expect([viewer.role, await seen(stage, viewer, own.id)]).toEqual([viewer.role, null]);
    }
    expect(await seen(stage, person("AUDITOR"), own.id)).toMatchObject({ status: "READY" });
    const staff = (await exported(stage, mediator)).dossier;
    expect(await seen(stage, person("FRONTLINE_AGENT"), staff.id)).toMatchObject({ status: "READY" });
    const audited = (await exported(stage, person("AUDITOR"))).dossier;
    expect(await seen(stage, mediator, audited.id)).toBeNull();
  });

  it("gives an address that is good for a short time, for parts too, and for nobody's file", async () => {
    const { stage, shopperFile } = await DossierStage.open(platform, { quickly: true });
    const { dossier, zip } = await exported(stage, stage.shopper);
    const url = new URL(dossier.download!.url, platform.url).href;
    const part = await fetchBytes(url, { headers: { range: "bytes=100-199" } });
    expect([part.status, part.bytes]).toEqual([206, zip.subarray(100, 200)]);
    expect(part.headers.get("content-type")).toBe("application/zip");
    expect(part.headers.get("content-disposition")).toContain("attachment");
    expect((await fetchBytes(url.replace("/evidence/dossiers/", "/evidence/files/"))).code).toBe("NOT_FOUND");
    const file = (await stage.address(stage.shopper, toGlobalId("EvidenceFile", shopperFile.uuid)))!;
    expect((await fetchBytes(file.replace("/evidence/files/", "/evidence/dossiers/"))).code).toBe(
      "NOT_FOUND",
    );
    expect((await fetchBytes(`${url.slice(0, -1)}_`)).code).toBe("NOT_FOUND");
    const authorization = `Bearer ${await platform.token(stage.merchant)}`;
    expect((await fetchBytes(url, { headers: { authorization } })).code).toBe("NOT_FOUND");
  });

  it("keeps the latest five of one hour, with their bytes, and none that was forgotten", async () => {
    const { stage } = await DossierStage.open(platform, { quickly: true });
    const context = platform.contextOf(systemViewer);
    await collectOrphans(context, 0);
    const ids: string[] = [];
    while (ids.length < 5) ids.push((await exported(stage, stage.shopper)).dossier.id);
    expect(await askFor(stage, stage.shopper)).toMatchObject({
      dossier: null,
      userErrors: [{ code: "RATE_LIMITED" }],
    });
    // The other side is not held up, and an hour later nobody is.
    await exported(stage, stage.merchant);
    await platform.database.query(
      "UPDATE dossier SET requested_at = requested_at - interval '1 hour' WHERE id = $1",
      [fromGlobalId("Dossier", ids[0]!)],
    );
    ids.push((await exported(stage, stage.shopper)).dossier.id);
    expect(await askFor(stage, stage.shopper)).toMatchObject({ userErrors: [{ code: "RATE_LIMITED" }] });
    const found = await Promise.all(ids.map((id) => seen(stage, stage.shopper, id)));
    expect(found.map((dossier) => dossier !== null)).toEqual([false, true, true, true, true, true]);
    expect(await verifyZip(await download(stage, found[5]!))).toMatchObject({ code: 0 });
    expect((await collectOrphans(context, 0)).objects).toBe(0);
  });
});
