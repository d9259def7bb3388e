import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/*
 * A stored file is a header and frames:
 *
 *   header   4 bytes "OMB2", 32 bytes salt, 7 bytes nonce prefix, 1 byte zero
 *   frame    up to 64 KiB encrypted with AES-256-GCM, then 16 bytes tag; all but the last are full
 *
 * Each file has a key of its own: HKDF-SHA256 of the dispute's key, the salt and a text that names the file, so that
 * a file in the place of another cannot be read. The nonce of a frame is the prefix, the number of the frame and
 * whether it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár), so that frames cannot be
 * left out, repeated, reordered or cut off at the end, and each is read without the others.
 *
 * The address of a stored file is the SHA-256 of the header, the tag of each frame, and the number of stored bytes as 8
 * bytes: the tags prove every byte under the key, so that hashing the bytes a second time would prove nothing more to
 * who has the key. Older files begin with "OMB1" and have the SHA-256 of all their bytes as address; the keys of the two
 * forms differ, so that neither passes for the other.
 */

/** Bytes of the clear text in a full frame. */
export const FRAME_BYTES = 64 * 1024;
/** Bytes that a frame adds. */
const TAG_BYTES = 16;
const STORED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;
const MAGIC = Buffer.from("OMB2");
const OLD_MAGIC = Buffer.from("OMB1");
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
  const magic = bytes.subarray(0, MAGIC.length);
  if (bytes.length !== HEADER_BYTES || !(magic.equals(MAGIC) || magic.equals(OLD_MAGIC)))
    throw new DamagedFileError();
  const salt = bytes.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
  const prefix = bytes.subarray(MAGIC.length + SALT_BYTES, HEADER_BYTES - 1);
  if (bytes[HEADER_BYTES - 1] !== 0) throw new DamagedFileError();
  const about = `ombud:${magic.equals(MAGIC) ? "file-2" : "file"}:${name}`;
  return { key: Buffer.from(hkdfSync("sha256", dataKey, salt, about, KEY_BYTES)), prefix };
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

/** Works out the address of a stored file as it passes. */
class AddressHash {
  private readonly hash = createHash("sha256");
  private readonly isOld: boolean;
  private storedBytes: number;

  constructor(header: Buffer) {
    this.hash.update(header);
    this.isOld = header.subarray(0, OLD_MAGIC.length).equals(OLD_MAGIC);
    this.storedBytes = header.length;
  }

  /** Takes a frame as it is stored, in pieces of which the last ends with the tag. */
  add(pieces: readonly Uint8Array[]): void {
    for (const piece of pieces) {
      this.storedBytes += piece.byteLength;
      if (this.isOld) this.hash.update(piece);
    }
    if (!this.isOld) this.hash.update(pieces.at(-1)?.subarray(-TAG_BYTES) ?? "");
  }

  digest(): string {
    if (this.isOld) return this.hash.digest("hex");
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(this.storedBytes));
    return this.hash.update(length).digest("hex");
  }
}

/** A file on its way into the storage. It can be read once. */
export interface EncryptedFile extends AsyncIterable<Uint8Array> {
  /** Where it belongs; once all of it was read. */
  readonly addressOf: () => string;
}

/** Encrypts a stream as it passes, in constant memory; what comes out is {@link storedSizeOf} bytes long. */
export function encrypted(bytes: AsyncIterable<Uint8Array>, key: FileKey): EncryptedFile {
  const start = newHeader();
  const address = new AddressHash(start);
  return {
    [Symbol.asyncIterator]: () => encryptedFrames(bytes, { start, key, address }),
    addressOf: () => address.digest(),
  };
}

async function* encryptedFrames(
  bytes: AsyncIterable<Uint8Array>,
  { start, key, address }: { readonly start: Buffer; readonly key: FileKey; readonly address: AddressHash },
): AsyncGenerator<Uint8Array> {
  const header = readHeader(start, key);
  yield start;
  const blocks = new Blocks(FRAME_BYTES);
  let frame = 0;
  const next = (block: readonly Uint8Array[], isLast: boolean): Buffer[] => {
    const sealed = sealFrame(header, frame, isLast, block);
    address.add(sealed);
    frame += 1;
    return sealed;
  };
  for await (const piece of bytes) for (const block of blocks.add(piece)) yield* next(block, false);
  yield* next(blocks.last(), true);
}

/**
 * Decrypts a stream of a whole file as it passes, in constant memory. Frames are given out when they are proven; that
 * none is missing at the end is proven with the last.
 * @param onAddress told at the end where the file belongs; default nobody, for it takes time
 * @throws DamagedFileError
 */
export async function* decrypted(
  stored: AsyncIterable<Uint8Array>,
  key: FileKey,
  onAddress?: (address: string) => void,
): AsyncGenerator<Uint8Array> {
  const blocks = new Blocks(STORED_FRAME_BYTES);
  let start = Buffer.alloc(0);
  let header: Header | null = null;
  let address: AddressHash | null = null;
  let frame = 0;
  const next = (from: Header, block: readonly Uint8Array[], isLast: boolean): Buffer => {
    const whole = Buffer.concat(block);
    address?.add([whole]);
    frame += 1;
    return openFrame(from, frame - 1, isLast, whole);
  };
  for await (const piece of stored) {
    let rest = piece;
    if (header === null) {
      start = Buffer.concat([start, piece]);
      if (start.length < HEADER_BYTES) continue;
      const first = start.subarray(0, HEADER_BYTES);
      header = readHeader(first, key);
      if (onAddress !== undefined) address = new AddressHash(first);
      rest = start.subarray(HEADER_BYTES);
    }
    for (const block of blocks.add(rest)) yield next(header, block, false);
  }
  if (header === null) throw new DamagedFileError();
  yield next(header, blocks.last(), true);
  if (address !== null) onAddress?.(address.digest());
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
