import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/*
 * A stored file is a header and frames:
 *
 *   header   4 bytes "OMB1", 32 bytes salt, 7 bytes nonce prefix, 1 byte zero
 *   frame    up to 64 KiB encrypted with AES-256-GCM, then 16 bytes tag; all but the last are full
 *
 * Each file has a key of its own: HKDF-SHA256 of the dispute's key, the salt and a text that names the file, so that
 * a file in the place of another cannot be read. The nonce of a frame is the prefix, the number of the frame and
 * whether it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár), so that frames cannot be
 * left out, repeated, reordered or cut off at the end, and each is read without the others.
 */

/** Bytes of the clear text in a full frame. */
export const FRAME_BYTES = 64 * 1024;
/** Bytes that a frame adds. */
const TAG_BYTES = 16;
const STORED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;
const MAGIC = Buffer.from("OMB1");
const SALT_BYTES = 32;
const PREFIX_BYTES = 7;
/** Bytes before the first frame. */
export const HEADER_BYTES = MAGIC.length + SALT_BYTES + PREFIX_BYTES + 1;
const KEY_BYTES = 32;

/** How a file is encrypted. */
export interface FileKey {
  /** The dispute's key, 32 bytes. */
  readonly dataKey: Uint8Array;
  /** Names the file, the same for writing and reading, e.g. `original:<uuid>`. */
  readonly name: string;
}

/** Stored bytes are not what was once written: changed, cut off, out of order, or another file's. */
export class DamagedFileError extends Error {
  override readonly name = "DamagedFileError";

  constructor() {
    super("A stored file is damaged or not the one that it should be.");
  }
}

/** Bytes that a file of so many bytes takes in the storage. */
export function storedSizeOf(byteSize: number): number {
  return HEADER_BYTES + byteSize + TAG_BYTES * frameCount(byteSize);
}

/** An empty file has one frame too, so that its end is proven. */
function frameCount(byteSize: number): number {
  return Math.max(1, Math.ceil(byteSize / FRAME_BYTES));
}

interface Header {
  readonly key: Uint8Array;
  readonly prefix: Buffer;
}

function newHeader(): Buffer {
  return Buffer.concat([MAGIC, randomBytes(SALT_BYTES + PREFIX_BYTES), Buffer.alloc(1)]);
}

function readHeader(bytes: Buffer, { dataKey, name }: FileKey): Header {
  if (bytes.length !== HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    throw new DamagedFileError();
  const salt = bytes.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
  const prefix = bytes.subarray(MAGIC.length + SALT_BYTES, HEADER_BYTES - 1);
  if (bytes[HEADER_BYTES - 1] !== 0) throw new DamagedFileError();
  return { key: Buffer.from(hkdfSync("sha256", dataKey, salt, `ombud:file:${name}`, KEY_BYTES)), prefix };
}

function nonceOf({ prefix }: Header, frame: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(frame, PREFIX_BYTES);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function sealFrame(header: Header, frame: number, isLast: boolean, pieces: readonly Uint8Array[]): Buffer[] {
  const cipher = createCipheriv("aes-256-gcm", header.key, nonceOf(header, frame, isLast));
  const sealed = pieces.map((piece) => cipher.update(piece));
  cipher.final();
  return [...sealed, cipher.getAuthTag()];
}

function openFrame(header: Header, frame: number, isLast: boolean, stored: Buffer): Buffer {
  if (stored.length < TAG_BYTES) throw new DamagedFileError();
  const decipher = createDecipheriv("aes-256-gcm", header.key, nonceOf(header, frame, isLast));
  decipher.setAuthTag(stored.subarray(-TAG_BYTES));
  const clear = decipher.update(stored.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new DamagedFileError();
  }
  return clear;
}

/** Cuts a stream into pieces that together are blocks of one size; a block is known to be the last or not. */
class Blocks {
  private pieces: Uint8Array[] = [];
  private length = 0;

  constructor(private readonly size: number) {}

  /** Adds bytes and answers the blocks that are full and not the last. */
  add(bytes: Uint8Array): Uint8Array[][] {
    const full: Uint8Array[][] = [];
    let rest = bytes;
    // A full block waits for one more byte, because it may be the last.
    while (this.length + rest.byteLength > this.size) {
      const taken = this.size - this.length;
      if (taken > 0) this.pieces.push(rest.subarray(0, taken));
      full.push(this.pieces);
      rest = rest.subarray(taken);
      [this.pieces, this.length] = [[], 0];
    }
    if (rest.byteLength > 0) this.pieces.push(rest);
    this.length += rest.byteLength;
    return full;
  }

  /** The last block, which may be empty. */
  last(): Uint8Array[] {
    return this.pieces;
  }
}

/** Encrypts a stream as it passes, in constant memory; what comes out is {@link storedSizeOf} bytes long. */
export async function* encrypted(bytes: AsyncIterable<Uint8Array>, key: FileKey): AsyncGenerator<Uint8Array> {
  const start = newHeader();
  const header = readHeader(start, key);
  yield start;
  const blocks = new Blocks(FRAME_BYTES);
  let frame = 0;
  for await (const piece of bytes) {
    for (const block of blocks.add(piece)) {
      yield* sealFrame(header, frame, false, block);
      frame += 1;
    }
  }
  yield* sealFrame(header, frame, true, blocks.last());
}

/**
 * Decrypts a stream of a whole file as it passes, in constant memory. Frames are given out when they are proven; that
 * none is missing at the end is proven with the last.
 * @throws DamagedFileError
 */
export async function* decrypted(
  stored: AsyncIterable<Uint8Array>,
  key: FileKey,
): AsyncGenerator<Uint8Array> {
  const blocks = new Blocks(STORED_FRAME_BYTES);
  let start = Buffer.alloc(0);
  let header: Header | null = null;
  let frame = 0;
  for await (const piece of stored) {
    let rest = piece;
    if (header === null) {
      start = Buffer.concat([start, piece]);
      if (start.length < HEADER_BYTES) continue;
      header = readHeader(start.subarray(0, HEADER_BYTES), key);
      rest = start.subarray(HEADER_BYTES);
    }
    for (const block of blocks.add(rest)) {
      yield openFrame(header, frame, false, Buffer.concat(block));
      frame += 1;
    }
  }
  if (header === null) throw new DamagedFileError();
  yield openFrame(header, frame, true, Buffer.concat(blocks.last()));
}

/** Reads part of an object. */
export type ReadStored = (range: { start: number; end: number }) => Promise<AsyncIterable<Uint8Array>>;

/**
 * Decrypts a part of a file: only the frames that hold it are read.
 * @param byteSize bytes of the whole file in the clear
 * @param range which of them; `end` belongs to it and exists
 * @throws DamagedFileError
 */
export async function* decryptedRange(
  read: ReadStored,
  key: FileKey,
  byteSize: number,
  range: { readonly start: number; readonly end: number },
): AsyncGenerator<Uint8Array> {
  const first = Math.floor(range.start / FRAME_BYTES);
  const until = Math.floor(range.end / FRAME_BYTES) + 1;
  const last = frameCount(byteSize) - 1;
  const header = readHeader(await gathered(await read({ start: 0, end: HEADER_BYTES - 1 })), key);
  const stored = await read({
    start: HEADER_BYTES + first * STORED_FRAME_BYTES,
    end: Math.min(HEADER_BYTES + until * STORED_FRAME_BYTES, storedSizeOf(byteSize)) - 1,
  });
  const blocks = new Blocks(STORED_FRAME_BYTES);
  let frame = first;
  const clear = (block: readonly Uint8Array[]): Uint8Array => {
    const bytes = openFrame(header, frame, frame === last, Buffer.concat(block));
    const offset = frame * FRAME_BYTES;
    frame += 1;
    return bytes.subarray(Math.max(0, range.start - offset), range.end + 1 - offset);
  };
  for await (const piece of stored) for (const block of blocks.add(piece)) yield clear(block);
  yield clear(blocks.last());
  if (frame !== until) throw new DamagedFileError();
}

async function gathered(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
