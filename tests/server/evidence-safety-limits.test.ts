import { readFile, stat } from "node:fs/promises";
import { PDFDocument, PDFName, PDFString } from "@cantoo/pdf-lib";
import sharp from "sharp";
import type { Examiner } from "../../src/server/evidence-safety/examiner.js";
import { createTestExaminer } from "../support/examiner.js";
import { examineBytes } from "../support/examined.js";

const now = (): Date => new Date("2026-11-25T00:00:00Z");

/** A program of Windows, as far as its first bytes go. */
const program = Buffer.concat([Buffer.from("MZ\u0090\0\u0003\0", "latin1"), Buffer.alloc(200)]);

async function pdfWith(change: (document: PDFDocument) => Promise<void> | void): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([200, 200]);
  document.setAuthor("Maria da Silva");
  await change(document);
  return document.save();
}

async function photo(width: number, height: number): Promise<Buffer> {
  const create = { width, height, channels: 3 as const, background: { r: 90, g: 120, b: 30 } };
  return sharp({ create, limitInputPixels: false }).jpeg().toBuffer();
}

/** A WAV file of silence: 16 bit, mono, 48 kHz. */
function silence(length: number): Buffer {
  const bytes = Buffer.alloc(44 + length);
  bytes.write("RIFF\0\0\0\0WAVEfmt ", 0, "latin1");
  bytes.writeUInt32LE(36 + length, 4);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(48_000, 24);
  bytes.writeUInt32LE(96_000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(length, 40);
  return bytes;
}

describe("Files made to harm", () => {
  let examiner: Examiner;
  beforeAll(() => {
    examiner = createTestExaminer({ now });
  });
  afterAll(() => {
    examiner.stop();
  });

  async function treatmentOf(bytes: Uint8Array, filename: string): Promise<unknown> {
    return examineBytes(examiner, { bytes, filename }, ({ treatment, findings }) => [treatment, ...findings]);
  }

  test("a well-formed PDF that runs a script when it is opened is quarantined", async () => {
    const bytes = await pdfWith((document) => {
      const action = document.context.obj({ S: "JavaScript", JS: PDFString.of("app.alert(1)") });
      document.catalog.set(PDFName.of("OpenAction"), document.context.register(action));
    });
    expect(await treatmentOf(bytes, "invoice.pdf")).toEqual(["QUARANTINE", "PDF_SCRIPT"]);
  });

  test("a well-formed PDF that starts a program is quarantined", async () => {
    const bytes = await pdfWith((document) => {
      const action = document.context.obj({ S: "Launch", F: PDFString.of("calc.exe") });
      document.catalog.set(PDFName.of("OpenAction"), action);
    });
    expect(await treatmentOf(bytes, "invoice.pdf")).toEqual(["QUARANTINE", "PDF_LAUNCH"]);
  });

  test("a PDF that sends itself when it is opened is quarantined", async () => {
    const bytes = await pdfWith((document) => {
      const action = document.context.obj({ S: "SubmitForm", F: PDFString.of("http://example.invalid/") });
      document.catalog.set(PDFName.of("OpenAction"), action);
    });
    expect(await treatmentOf(bytes, "invoice.pdf")).toEqual(["QUARANTINE", "PDF_OUTSIDE_ACTION"]);
  });

  test.each(["setup.exe", "holiday.txt"])(
    "a PDF with a program in it, named %s, is quarantined",
    async (name) => {
      const bytes = await pdfWith((document) => document.attach(program, name));
      expect(await treatmentOf(bytes, "invoice.pdf")).toEqual(["QUARANTINE", "PDF_ATTACHMENT_DANGEROUS"]);
    },
  );

  test("the copy of a PDF holds neither its author nor the file in it", async () => {
    const secret = Buffer.from("the letter that only the mediator reads");
    const bytes = await pdfWith((document) => document.attach(secret, "letter.txt"));
    await examineBytes(
      examiner,
      { bytes, filename: "invoice.pdf" },
      async ({ treatment, findings, shared }) => {
        expect(treatment).toBe("ACCEPT");
        expect(findings).toEqual(["METADATA_REMOVED", "PDF_ATTACHMENT_REMOVED"]);
        const copy = await PDFDocument.load(await readFile(shared!.path), { updateMetadata: false });
        expect(copy.getPageCount()).toBe(1);
        expect(copy.getAuthor()).toBeUndefined();
        expect(
          copy.context
            .enumerateIndirectObjects()
            .map(([, object]) => object.toString())
            .join(),
        ).not.toContain("letter.txt");
      },
    );
  });

  test("a picture of 20,000 by 20,000 pixels is refused before it is decoded", async () => {
    const create = { width: 20_000, height: 20_000, channels: 3 as const, background: "white" };
    const bytes = await sharp({ create, limitInputPixels: false }).png({ compressionLevel: 1 }).toBuffer();
    expect(await treatmentOf(bytes, "wall.png")).toEqual(["REJECT", "IMAGE_TOO_LARGE"]);
  });

  test("the largest picture that is taken keeps to 512 MiB, turned upright", async () => {
    let peak = 0;
    const measured = createTestExaminer({ now, onMeasured: ({ peakMemory }) => (peak = peakMemory) });
    const turned = await sharp(await photo(10_000, 9_900), { limitInputPixels: false })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    await examineBytes(measured, { bytes: turned, filename: "wall.jpg" }, async ({ treatment, shared }) => {
      expect(treatment).toBe("ACCEPT");
      const copy = await sharp(shared!.path).metadata();
      expect([copy.width, copy.height, copy.orientation]).toEqual([9_900, 10_000, undefined]);
    });
    console.log(`99 megapixels, turned: ${Math.round(peak / 1_048_576)} MiB resident.`);
    expect(peak).toBeLessThanOrEqual(512 * 1_048_576);
  });

  test("an e-mail with a program attached is quarantined, one with a letter is taken", async () => {
    const mail = (name: string): Buffer =>
      Buffer.from(
        `From: a@example.invalid\r\nSubject: Order\r\nMIME-Version: 1.0\r\n\r\n--x\r\n` +
          `Content-Disposition: attachment; filename="${name}"\r\n\r\nHello\r\n--x--\r\n`,
      );
    expect(await treatmentOf(mail("invoice.pdf.exe"), "order.eml")).toEqual([
      "QUARANTINE",
      "EMAIL_ATTACHMENT_DANGEROUS",
    ]);
    expect(await treatmentOf(mail("letter.txt"), "order.eml")).toEqual(["ACCEPT", "EMAIL_ATTACHMENT"]);
  });

  test("a recording of 200 MB is copied within the bounds", async () => {
    let peak = 0;
    const measured = createTestExaminer({ now, onMeasured: ({ peakMemory }) => (peak = peakMemory) });
    const bytes = silence(200_000_000);
    await examineBytes(measured, { bytes, filename: "call.wav" }, async ({ treatment, shared }) => {
      expect(treatment).toBe("ACCEPT");
      expect((await stat(shared!.path)).size).toBeGreaterThan(199_000_000);
    });
    console.log(`200 MB of sound: ${Math.round(peak / 1_048_576)} MiB resident.`);
    expect(peak).toBeLessThanOrEqual(512 * 1_048_576);
  });

  test("a table keeps its negative numbers, and a browser's word for it does not matter", async () => {
    const bytes = Buffer.from('item,amount\nrefund,-12.50\nnote,"-cmd|calc"\n');
    const file = { bytes, filename: "list.csv", declaredType: "application/vnd.ms-excel" };
    await examineBytes(examiner, file, async ({ treatment, findings, shared }) => {
      expect([treatment, ...findings]).toEqual(["SANITISE", "TEXT_FORMULA_NEUTRALISED", "TYPE_DIFFERS"]);
      expect(await readFile(shared!.path, "utf8")).toBe('item,amount\nrefund,-12.50\nnote,"\'-cmd|calc"\n');
    });
  });

  test("a text of blanks alone is taken without a long search", async () => {
    const bytes = Buffer.alloc(4_000_000, "\t\n");
    expect(await treatmentOf(bytes, "blank.csv")).toEqual(["ACCEPT"]);
  });

  test("a Chinese text in GB 18030 is taken, and its copy is in UTF-8", async () => {
    // "The goods have not arrived.", in GB 2312.
    const bytes = Buffer.from("bbf5ceefc3bbd3d0cad5b5bda1a3", "hex");
    await examineBytes(examiner, { bytes, filename: "statement.txt" }, async ({ treatment, shared }) => {
      expect(treatment).toBe("ACCEPT");
      expect(await readFile(shared!.path, "utf8")).toBe("货物没有收到。");
    });
  });
});

describe("The bounds of an examination", () => {
  test("one that takes too long is ended and the file refused", async () => {
    const examiner = createTestExaminer({ now, timeMs: 50 });
    const file = { bytes: await photo(100, 100), filename: "photo.jpg" };
    await examineBytes(examiner, file, ({ treatment, findings }) => {
      expect([treatment, ...findings]).toEqual(["REJECT", "EXAMINATION_TIMED_OUT"]);
    });
  });

  test("one that takes too much memory is ended and the file refused", async () => {
    const examiner = createTestExaminer({ now, memory: 80 * 1_048_576 });
    const file = { bytes: await photo(8_000, 8_000), filename: "photo.jpg" };
    await examineBytes(examiner, file, ({ treatment, findings }) => {
      expect([treatment, ...findings]).toEqual(["REJECT", "EXAMINATION_OUT_OF_MEMORY"]);
    });
  });

  test("when the server stops, the examination ends without a verdict", async () => {
    const examiner = createTestExaminer({ now });
    const file = { bytes: await photo(4_000, 4_000), filename: "photo.jpg" };
    const examined = examineBytes(examiner, file, () => undefined);
    setTimeout(() => {
      examiner.stop();
    }, 200);
    await expect(examined).rejects.toThrow("has been stopped");
  });
});
