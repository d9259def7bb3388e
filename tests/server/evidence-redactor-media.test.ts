import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import type { Span } from "../../src/domain/evidence/redaction.js";
import { picturesWith, soundsIn } from "../../src/server/evidence-safety/child/redact/packet-fates.js";
import { silentFrame, withReservoir } from "../../src/server/evidence-safety/child/redact/mp3.js";
import { removeSpans } from "../../src/server/evidence-safety/child/redact/spans.js";
import { contentsIn, mp3, webm } from "../support/recordings.js";

/** The copy of a recording without some spans, as the child makes it; or the finding against it. */
async function without(bytes: Buffer, contentType: string, spans: readonly Span[]): Promise<Buffer | string> {
  const workFolder = await mkdtemp(join(tmpdir(), "ombud-redacted-"));
  try {
    const path = join(workFolder, "source");
    await writeFile(path, bytes);
    const request = { path, workFolder, filename: "", declaredType: contentType, nowMs: 0 };
    const { shared, findings } = await removeSpans(request, contentType, spans);
    return shared === null ? findings.join() : await readFile(join(workFolder, shared.name));
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

const span = (fromMilliseconds: number, toMilliseconds: number) => ({ fromMilliseconds, toMilliseconds });
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

async function secondsOf(bytes: Buffer): Promise<number> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  return input.computeDuration();
}

describe("spans of an MP3", () => {
  it("are silent, with what is stored of them in the frames before and what is next to them; the rest stays at its time", async () => {
    const source = await mp3(200);
    expect(contentsIn(source, 200)).toEqual(range(0, 200));
    const copy = (await without(source, "audio/mpeg", [span(2_000, 3_000)])) as Buffer;
    const left = contentsIn(copy, 200);
    // 2 s to 3 s are the frames 76 to 114; 100 ms more are 4 frames on each side, and 511 bytes before are 2 frames.
    expect(left).toEqual([...range(0, 70), ...range(119, 200)]);
    expect(await secondsOf(copy)).toBeCloseTo(await secondsOf(source), 1);
  });

  it("can be several, from the beginning and beyond the end, but must begin in the recording", async () => {
    const source = await mp3(200);
    const copy = (await without(source, "audio/mpeg", [span(0, 500), span(4_800, 900_000)])) as Buffer;
    expect(contentsIn(copy, 200)).toEqual(range(23, 177));
    expect(await without(source, "audio/mpeg", [span(10, 20), span(5_300, 5_400)])).toBe(
      "REDACTION_OUT_OF_BOUNDS",
    );
    expect(await without(source, "audio/mpeg", [span(0, 900_000)])).toBe("REDACTION_NOT_POSSIBLE");
  });

  it("are filled with frames of one length, whatever was there", () => {
    const loud = Buffer.alloc(1_044, 7);
    loud.set([0xff, 0xfa, 0xe2, 0x64]);
    const quiet = Buffer.alloc(417, 9);
    quiet.set([0xff, 0xfb, 0x90, 0x44]);
    const silences = [loud, quiet].map((frame) => Buffer.from(silentFrame(frame)));
    expect(silences.map(({ length }) => length)).toEqual([104, 104]);
    for (const silence of silences) expect(silence.subarray(4).every((byte) => byte === 0)).toBe(true);
    expect(() => silentFrame(Buffer.alloc(20))).toThrow("no frame");
    expect(withReservoir([false, false, false, true, true], [300, 300, 300, 300, 300])).toEqual([
      ...[false, true, true, true, true],
    ]);
  });
});

describe("spans of a WebM", () => {
  it("are gone with every picture that can hold something of them; the rest stays at its time", async () => {
    const source = await webm(30);
    expect(contentsIn(source, 30)).toEqual(range(0, 30));
    const copy = (await without(source, "video/webm", [span(1_250, 1_300)])) as Buffer;
    expect(contentsIn(copy, 30)).toEqual([...range(0, 10), ...range(15, 30)]);
    expect(await secondsOf(copy)).toBeCloseTo(await secondsOf(source), 1);
  });

  it("cannot be all of it", async () => {
    expect(await without(await webm(5), "video/webm", [span(0, 100)])).toBe("REDACTION_NOT_POSSIBLE");
  });
});

describe("which packets go", () => {
  /** Pictures in the order of decoding: times in tenths of a second, "k" before those that stand alone. */
  const pictures = (text: string) =>
    text.split(" ").map((word) => {
      const from = Number(word.replace("k", "")) / 10;
      return { from, to: from + 0.1, isKey: word.startsWith("k") };
    });
  const gone = (text: string, from: number, to: number, hidden = false) =>
    text
      .split(" ")
      .filter((_, index) => picturesWith(pictures(text), [{ from, to }], hidden)[index] === true);

  it("all pictures from the first removed one to the next that stands alone", () => {
    expect(gone("k0 1 2 3 4 k5 6", 0.2, 0.3)).toEqual(["2", "3", "4"]);
    expect(gone("k0 1 2 3 4 k5 6", 0.2, 0.3, true)).toEqual(["k0", "1", "2", "3", "4"]);
    expect(gone("k0 1 2 k3 4 5 k6", 0.2, 0.4)).toEqual(["2", "k3", "4", "5"]);
  });

  it("those that are shown later but decoded before, and those shown before that need them", () => {
    expect(gone("k0 4 2 1 3 k5", 0.25, 0.3)).toEqual(["4", "2", "1", "3"]);
    // 3 and 4 are decoded after 5, and made of what was before it too.
    expect(gone("k0 1 2 k5 3 4 6", 0.1, 0.2)).toEqual(["1", "2", "3", "4"]);
  });

  it("a picture that stands until the next one is shown", () => {
    expect(gone("k0 1 k9", 0.5, 0.6)).toEqual(["1"]);
  });

  it("sound for a tenth of a second more on each side", () => {
    const packets = pictures("k0 k1 k2 k3 k4 k5 k6");
    expect(soundsIn(packets, [{ from: 0.31, to: 0.39 }])).toEqual([
      ...[false, false, true, true, true, false, false],
    ]);
  });
});
