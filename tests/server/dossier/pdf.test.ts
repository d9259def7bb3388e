import { PDFDocument } from "@cantoo/pdf-lib";
import { performance } from "node:perf_hooks";
import sharp from "sharp";
import type { DossierContent } from "../../../src/services/dossier/content.js";
import { createPress } from "../../../src/server/dossier/press.js";
import { disputeEventTypes } from "../../../src/domain/dispute/event-types.js";

const exportedAt = new Date("2026-11-25T10:00:00.000Z");
const at = exportedAt.toISOString();

const finding = {
  text: "Lost.",
  evidence: [
    { slot: "PHOTO_OF_ITEM", side: "SHOPPER" },
    { slot: "RECEIPT", side: null },
  ],
  absences: [{ slot: "PROOF_OF_DELIVERY", side: "MERCHANT" }],
  recordedAbsence: "A signature.",
  sharedFinding: null,
};

const dispute = {
  ...{ number: "D-2026-0000001", status: "RULED", outcome: null, reason: "NOT_RECEIVED", openedAt: at },
  claim: {
    remedy: "REFUND",
    statement: "包裹没有到。",
    amount: { amount: "10.00", currency: "CNY" },
    items: [],
  },
  refusal: { code: "OTHER", statement: null },
  order: { reference: "A-1", purchasedAt: at },
  merchant: { name: "商家", city: "上海", region: null },
  shopper: { displayName: "消费者", city: null, region: null },
  mediator: null,
  lines: [{ title: null, sku: "LAMP", quantity: 2 }],
  rulings: [
    {
      ...{ outcome: "RULED_SPLIT", reasons: "So.", clauses: ["R-1"], issuedAt: at, mediator: null },
      ...{ findings: [finding], faultShares: [{ party: "MERCHANT", basisPoints: 5_000 }] },
      conclusions: [{ text: "所以。", clause: "R-1" }],
      remedies: [{ kind: "REFUND", amount: null, orderLine: null }],
      ...{ corrections: [], clarifications: [] },
    },
  ],
  inadmissibility: {
    ...{ ground: "NO_CLAIM", statement: "It is a wish.", clause: "R-1" },
    ...{ declaredAt: at, declaredBy: { publicName: "Kim" } },
  },
  automaticOutcome: {
    ...{ outcome: "LAPSED", clause: "R-1", decidedAt: at },
    awarded: [{ kind: "REFUND", amount: null, orderLine: null }],
  },
  humanReview: {
    ...{ side: "SHOPPER", grounds: ["COULD_NOT_ACT"], statement: "我病了。", requestedAt: at },
    ...{ outcome: "OVERTURNED", reason: "So it was.", decidedBy: { publicName: "Kim" } },
  },
  appeals: [
    {
      ...{
        side: "SHOPPER",
        grounds: ["FACT_ERROR"],
        statement: "没有签名。",
        filedAt: at,
        answer: "There is.",
      },
      ...{ outcome: "UPHELD", reasons: "There is one.", decidedBy: { publicName: "Lee" } },
    },
  ],
  obligations: [{ kind: "REFUND", owner: "MERCHANT", status: "DUE", dueAt: null, amount: null }],
};

/** A case with so many events and statements. */
function content(count: number, text: string): DossierContent {
  const types = Object.keys(disputeEventTypes);
  const links = Array.from({ length: count }, (_, index) => ({
    ...{ sequence: index + 1, previousHash: "0", hash: "1", occurredAt: at, actorRole: "SHOPPER" },
    type: types[index % types.length],
  }));
  const chain = { links, head: "2".repeat(64) };
  const statement = { id: "a", channel: "PARTIES", authorRole: "MERCHANT_AGENT", text, sentAt: exportedAt };
  const statements = Array.from({ length: Math.ceil(count / 10) }, () => statement);
  return { ...{ view: "SHOPPER", dispute, statements, items: [], files: [] }, events: chain, custody: chain };
}

/** Watches the event loop. @returns what says for how long it had no turn at most, in milliseconds */
function longestHold(): () => number {
  let [last, longest] = [performance.now(), 0];
  const look = (): void => {
    const now = performance.now();
    [last, longest] = [now, Math.max(longest, now - last)];
  };
  const watch = setInterval(look, 5);
  return () => {
    clearInterval(watch);
    look();
    return longest;
  };
}

const press = createPress();
afterAll(() => press.stop());

function written(language: "EN" | "ZH", given: DossierContent, thumbnails = new Map<string, Uint8Array>()) {
  return press.pdf({ language, content: given, exportedAt, thumbnails });
}

describe("the readable part", () => {
  it("is a small PDF in either language, with the font's used letters alone", async () => {
    for (const language of ["EN", "ZH"] as const) {
      const pdf = await written(language, content(60, "It broke. 它坏了。"));
      expect(pdf.length).toBeLessThan(80_000);
      const read = await PDFDocument.load(pdf);
      expect(read.getPageCount()).toBeGreaterThan(2);
      expect(read.getTitle()).toContain("D-2026-0000001");
    }
  });

  it("is bounded, however much there is to tell", async () => {
    const before = process.memoryUsage.rss();
    const pdf = await written("ZH", content(20_000, "很长的陈述。".repeat(2_000)));
    const grown = process.memoryUsage.rss() - before;
    expect((await PDFDocument.load(pdf)).getPageCount()).toBeLessThan(4_000);
    expect(pdf.length).toBeLessThan(20_000_000);
    expect(grown).toBeLessThan(500_000_000);
  });

  it("holds up nothing else of the process, however long the ruling is", async () => {
    const text = "The parcel came with a broken seal, and what was in it was in pieces. ".repeat(50);
    const [ruling] = dispute.rulings;
    const findings = Array.from({ length: 200 }, () => ({ ...finding, text }));
    const conclusions = findings.map(() => ({ text, clause: "R-1" }));
    const long = { ...dispute, rulings: [{ ...ruling, findings, conclusions }] };
    const given = { ...content(60, "It broke."), dispute: long };
    await written("EN", content(1, "So that the thread has started."));
    const started = performance.now();
    const before = performance.eventLoopUtilization();
    const held = longestHold();
    const pdf = await written("EN", given);
    const longest = held();
    const { utilization } = performance.eventLoopUtilization(before);
    const took = performance.now() - started;
    expect((await PDFDocument.load(pdf)).getPageCount()).toBeGreaterThan(100);
    expect(longest).toBeLessThan(Math.max(150, took / 5));
    expect(utilization).toBeLessThan(0.5);
  });

  it("lets nothing through that would change what stands around it", async () => {
    const odd = "\u202Egpj.exe\u0000\u0007\ud800 \u{1F600} \u200bx\nnext";
    const pdf = await written("EN", content(10, odd));
    expect((await PDFDocument.load(pdf)).getPageCount()).toBeGreaterThan(0);
  });
});

describe("a thumbnail", () => {
  it("is a small JPEG of a picture, and null of anything else", async () => {
    const large = await sharp({ create: { width: 2_000, height: 1_000, channels: 4, background: "#a528" } })
      .webp()
      .toBuffer();
    const thumbnail = (await press.thumbnail(large))!;
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: "jpeg", width: 320, height: 160 });
    expect(await press.thumbnail(Buffer.from("no picture"))).toBeNull();
  });
});
