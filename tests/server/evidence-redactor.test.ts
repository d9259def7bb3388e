import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { planOf, type WantedParts } from "../../src/domain/evidence/redaction.js";
import type { Examiner } from "../../src/server/evidence-safety/examiner.js";
import { createTestExaminer } from "../support/examiner.js";

let examiner: Examiner;
beforeAll(() => {
  examiner = createTestExaminer({ now: () => new Date("2026-11-25T00:00:00Z") });
});
afterAll(() => {
  examiner.stop();
});

/** The copy of a file without some parts, or what was found against it. */
async function without(bytes: Uint8Array, contentType: string, parts: WantedParts): Promise<Buffer | string> {
  const workFolder = await mkdtemp(join(tmpdir(), "ombud-redacted-"));
  try {
    const path = join(workFolder, "source");
    await writeFile(path, bytes);
    const { treatment, findings, shared } = await examiner.redact({
      ...{ path, contentType, workFolder, plan: planOf(parts) },
    });
    if (shared === null) return `${treatment} ${findings.join()}`;
    expect([treatment, shared.contentType]).toEqual(["SANITISE", contentType]);
    return await readFile(shared.path);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

const outside = "REJECT REDACTION_OUT_OF_BOUNDS";

/** Noise, so that every pixel is told from every other. */
async function noise(width: number, height: number, channels: 3 | 4 = 3): Promise<Buffer> {
  const data = Buffer.alloc(width * height * channels);
  for (let at = 0, seed = 1; at < data.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    data[at] = 64 + ((seed >> 16) % 128);
  }
  return sharp(data, { raw: { width, height, channels } }).png().toBuffer();
}

interface Pixels {
  readonly width: number;
  at(x: number, y: number): number[];
}

async function pixelsOf(bytes: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { animated: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  return { width: info.width, at };
}

describe("regions of a picture", () => {
  it("are black in a PNG, and every other pixel is as it was", async () => {
    const source = await noise(50, 40);
    const copy = await without(source, "image/png", {
      regions: [
        { x: 10, y: 5, width: 7, height: 9 },
        { x: 15, y: 10, width: 35, height: 30 },
      ],
    });
    const [before, after] = [await pixelsOf(source), await pixelsOf(copy as Buffer)];
    for (let y = 0; y < 40; y += 1) {
      for (let x = 0; x < 50; x += 1) {
        const isGone = (x >= 10 && x < 17 && y >= 5 && y < 14) || (x >= 15 && y >= 10);
        expect([x, y, after.at(x, y)]).toEqual([x, y, isGone ? [0, 0, 0] : before.at(x, y)]);
      }
    }
    expect((await sharp(copy as Buffer).metadata()).channels).toBe(3);
  });

  it("are black where a picture was transparent, which stays transparent elsewhere", async () => {
    const source = await noise(20, 10, 4);
    const copy = await without(source, "image/png", { regions: [{ x: 5, y: 5, width: 5, height: 5 }] });
    const { data } = await sharp(copy as Buffer)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { data: before } = await sharp(source).raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray((5 * 20 + 5) * 4, (5 * 20 + 6) * 4)]).toEqual([0, 0, 0, 255]);
    expect(data[3]).toBe(before[3]);
  });

  it.each(["image/jpeg", "image/webp"] as const)(
    "are removed with the blocks that they touch from a lossy %s, where their traces are",
    async (type) => {
      const format = type === "image/jpeg" ? "jpeg" : "webp";
      const source = await sharp(await noise(100, 90))
        .toFormat(format, { quality: 95 })
        .toBuffer();
      const copy = await without(source, type, { regions: [{ x: 40, y: 30, width: 10, height: 90 - 30 }] });
      const [before, after] = [await pixelsOf(source), await pixelsOf(copy as Buffer)];
      for (let y = 16; y < 90; y += 1)
        for (let x = 32; x < 64; x += 1) expect(Math.max(...after.at(x, y))).toBeLessThan(40);
      for (const [x, y] of [
        [5, 5],
        [90, 80],
        [20, 80],
        [80, 8],
      ] as const)
        expect(Math.abs(after.at(x, y)[1]! - before.at(x, y)[1]!)).toBeLessThan(60);
    },
  );

  it.each(["gif", "webp"] as const)("are black in every frame of a %s that moves", async (format) => {
    const frames = await Promise.all([
      noise(40, 32),
      sharp(await noise(40, 32))
        .negate()
        .png()
        .toBuffer(),
      noise(40, 32),
    ]);
    const source = await sharp(frames, { join: { animated: true } })
      .toFormat(format)
      .toBuffer();
    expect((await sharp(source, { animated: true }).metadata()).pages).toBe(3);
    const copy = (await without(source, `image/${format}`, {
      regions: [{ x: 16, y: 16, width: 16, height: 8 }],
    })) as Buffer;
    expect(await sharp(copy, { animated: true }).metadata()).toMatchObject({ pages: 3, pageHeight: 32 });
    const after = await pixelsOf(copy);
    for (const frame of [0, 1, 2]) {
      for (let y = 16; y < 24; y += 1)
        for (let x = 16; x < 32; x += 1) expect(Math.max(...after.at(x, 32 * frame + y))).toBeLessThan(30);
      expect(Math.max(...after.at(2, 32 * frame + 2))).toBeGreaterThan(50);
    }
  });

  it("must lie in the picture", async () => {
    const source = await noise(20, 10);
    for (const region of [
      { x: 19, width: 2 },
      { y: 9, height: 2 },
      { x: 20, width: 1 },
    ]) {
      const regions = [
        { x: 0, y: 0, width: 1, height: 1 },
        { x: 0, y: 0, width: 1, height: 1, ...region },
      ];
      expect(await without(source, "image/png", { regions })).toBe(outside);
    }
    const whole = await without(source, "image/png", { regions: [{ x: 0, y: 0, width: 20, height: 10 }] });
    expect((await sharp(whole as Buffer).stats()).channels.map(({ max }) => max)).toEqual([0, 0, 0]);
  });

  it("are removed from a picture of 24 megapixels within the bounds of an examination", async () => {
    const create = { width: 6_000, height: 4_000, channels: 3 as const, background: "#888" };
    const source = await sharp({ create }).jpeg().toBuffer();
    const regions = Array.from({ length: 100 }, (_, n) => ({
      x: n * 50,
      y: n * 30,
      width: 500,
      height: 400,
    }));
    const copy = await without(source, "image/jpeg", { regions });
    const covered = { left: 100, top: 100, width: 300, height: 200 };
    const { channels } = await sharp(
      await sharp(copy as Buffer)
        .extract(covered)
        .toBuffer(),
    ).stats();
    expect(Math.max(...channels.map(({ max }) => max))).toBeLessThan(10);
  });
});

const textOf = async (
  text: string | Buffer,
  passages: { from: number; to: number }[],
  type = "text/plain",
) => {
  const copy = await without(Buffer.from(text), type, { passages });
  return typeof copy === "string" ? copy : copy.toString();
};

describe("passages of a text", () => {
  it("are counted in characters, whatever their bytes, and overlapping ones are one", async () => {
    expect(await textOf("卡号😀 6222 end", [{ from: 4, to: 8 }])).toBe("卡号😀 [redacted] end");
    const twice = [
      { from: 6, to: 9 },
      { from: 0, to: 3 },
      { from: 2, to: 5 },
    ];
    expect(await textOf("abcdefghij", twice)).toBe("[redacted]f[redacted]j");
    expect(await textOf("abc", [{ from: 0, to: 3 }])).toBe("[redacted]");
  });

  it("must lie in the text", async () => {
    expect(await textOf("abc", [{ from: 1, to: 4 }])).toBe(outside);
    expect(await textOf("😀", [{ from: 0, to: 2 }])).toBe(outside);
  });

  it("are removed from an e-mail, but not from one whose encoding would be another afterwards", async () => {
    const mail = "From: a@example.org\r\nSubject: x\r\n\r\nCall 555-0100.\r\n";
    const from = mail.indexOf("555");
    const copy = await textOf(mail, [{ from, to: from + 8 }], "message/rfc822");
    expect(copy).toBe(mail.replace("555-0100", "[redacted]"));
    const western = Buffer.from(mail.replace("Call", "Ruf an: M\u00fcller"), "latin1");
    expect(await textOf(western, [{ from, to: from + 1 }], "message/rfc822")).toBe(
      "REJECT REDACTION_NOT_POSSIBLE",
    );
  });
});
