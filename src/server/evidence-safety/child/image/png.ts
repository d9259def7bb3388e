import { inflateSync } from "node:zlib";

const SIGNATURE_BYTES = 8;
/** The signature and the header chunk come first. */
const AFTER_HEADER = 2;
const TEXT_MAXIMUM = 1_048_576;
const PROFILE_MAXIMUM = 4 * 1_048_576;
const TEXT_CHUNKS = new Set(["tEXt", "zTXt", "iTXt"]);

/** What a walk over a PNG's chunks tells. */
export interface PngParts {
  readonly texts: readonly Buffer[];
  readonly tail: Buffer;
  /** Whether a text or a profile inflates beyond all measure. */
  readonly hasBomb: boolean;
  /** The picture without its texts and without bombs, for the decoder. */
  readonly stripped: Buffer;
}

/** Walks the chunks of a PNG without decoding its pixels; texts are inflated up to 1 MiB each. */
export function walkPng(bytes: Buffer): PngParts {
  const texts: Buffer[] = [];
  const kept = [bytes.subarray(0, SIGNATURE_BYTES)];
  let hasBomb = false;
  let at = SIGNATURE_BYTES;
  let tail = Buffer.alloc(0);
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const name = bytes.subarray(at + 4, at + 8).toString("latin1");
    const { text, isBomb } = inspectChunk(name, bytes.subarray(at + 8, Math.max(at + 8, end - 4)));
    if (text !== null) texts.push(text);
    hasBomb ||= isBomb;
    if (!TEXT_CHUNKS.has(name) && !isBomb) {
      // EXIF behind the pixels would be seen by nobody: neither its orientation nor its location.
      kept.splice(name === "eXIf" ? AFTER_HEADER : kept.length, 0, bytes.subarray(at, end));
    }
    at = end;
    if (name === "IEND") {
      tail = Buffer.from(bytes.subarray(at));
      break;
    }
  }
  return { texts, tail, hasBomb, stripped: Buffer.concat(kept) };
}

function inspectChunk(name: string, body: Buffer): { text: Buffer | null; isBomb: boolean } {
  if (name === "tEXt") return { text: body, isBomb: false };
  const keyword = body.indexOf(0);
  if (name === "zTXt") return inflateBounded(body.subarray(keyword + 2), TEXT_MAXIMUM);
  if (name === "iCCP") {
    return { text: null, isBomb: inflateBounded(body.subarray(keyword + 2), PROFILE_MAXIMUM).isBomb };
  }
  if (name !== "iTXt") return { text: null, isBomb: false };
  const translated = body.indexOf(0, body.indexOf(0, keyword + 3) + 1);
  const text = body.subarray(translated + 1);
  return body[keyword + 1] === 1 ? inflateBounded(text, TEXT_MAXIMUM) : { text, isBomb: false };
}

function inflateBounded(bytes: Buffer, maximum: number): { text: Buffer | null; isBomb: boolean } {
  try {
    return { text: inflateSync(bytes, { maxOutputLength: maximum }), isBomb: false };
  } catch (error) {
    const isBomb = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return { text: null, isBomb };
  }
}
