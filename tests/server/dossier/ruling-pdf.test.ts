import { PDFDocument } from "@cantoo/pdf-lib";
import { createPress } from "../../../src/server/dossier/press.js";
import type { RulingDocument } from "../../../src/services/ruling/document/blocks.js";
import { person } from "../../support/person.js";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { fetchBytes, UploadStage } from "../../support/upload-stage.js";

const press = createPress();
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(async () => {
  await press.stop();
  await platform.close();
});

const query = `query ($id: ID!) { rulingDocument(disputeId: $id, language: ZH) { language html pdf { url expiresAt } } }`;

interface Answer {
  readonly html: string;
  readonly pdf: { readonly url: string; readonly expiresAt: string };
}

describe("a ruling as a PDF", () => {
  it("is given out at an address that is good for its viewer, and for no other", async () => {
    const stage = await UploadStage.open(platform);
    await stage.story.playTo("RULED");
    const { shopper, disputeId, merchant } = stage;
    const client = await platform.connect(shopper);
    const { data } = await client.query(query, { id: disputeId });
    const { html, pdf } = data?.["rulingDocument"] as Answer;
    const url = new URL(pdf.url, platform.url).href;
    const opened = await fetchBytes(url);
    expect([opened.status, opened.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const title = (await PDFDocument.load(opened.bytes)).getTitle()!;
    expect(html).toContain(`<title>${title}</title>`);
    const token = await platform.token(merchant);
    const asOther = await fetchBytes(url, { headers: { authorization: `Bearer ${token}` } });
    expect([asOther.status, asOther.code]).toEqual([404, "NOT_FOUND"]);
    const [path, signed = ""] = [url.slice(0, url.lastIndexOf("/") + 1), url.split("/").at(-1)];
    const [text = "", signature = ""] = signed.split(".");
    const grant = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    grant[3] = person("SHOPPER").id;
    const forged = `${Buffer.from(JSON.stringify(grant)).toString("base64url")}.${signature}`;
    expect((await fetchBytes(`${path}${forged}`)).status).toBe(404);
    for (const swapped of ["files", "dossiers"])
      expect((await fetchBytes(url.replace("/rulings/", `/${swapped}/`))).status).toBe(404);
  });

  it("is written whole, whatever its texts are", async () => {
    const document: RulingDocument = {
      ...{ language: "ZH", title: "争议 D-1 裁决书", madeAt: new Date("2026-12-01T00:00:00Z") },
      blocks: [
        { kind: "heading", text: "<script>" },
        { kind: "pair", name: "理由", value: "很长的理由。".repeat(3_400) },
        { kind: "text", text: "😀 שלום \n".repeat(200) },
      ],
    };
    const whole = await PDFDocument.load(await press.ruling(document));
    const cut = await PDFDocument.load(
      await press.ruling({ ...document, blocks: document.blocks.slice(0, 1) }),
    );
    expect(whole.getPageCount()).toBeGreaterThan(6);
    expect(cut.getPageCount()).toBe(1);
  });
});
