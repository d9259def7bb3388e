import { createHash, hkdfSync, randomBytes } from "node:crypto";

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
export const TAG_BYTES = 16;
/** Bytes of a full frame as it is stored. */
export const STORED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;
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

/** Frames of a file of so many bytes. An empty file has one frame too, so that its end is proven. */
export function frameCount(byteSize: number): number {
  return Math.max(1, Math.ceil(byteSize / FRAME_BYTES));
}

/** What each frame of a file depends on. */
export interface Header {
  readonly key: Uint8Array;
  readonly prefix: Buffer;
}

/** The beginning of a new file. */
export function newHeader(): Buffer {
  return Buffer.concat([MAGIC, randomBytes(SALT_BYTES + PREFIX_BYTES), Buffer.alloc(1)]);
}

/** Reads the beginning of a file. @throws DamagedFileError */
export function readHeader(bytes: Buffer, { dataKey, name }: FileKey): Header {
  const magic = bytes.subarray(0, MAGIC.length);
  if (bytes.length !== HEADER_BYTES || !(magic.equals(MAGIC) || magic.equals(OLD_MAGIC)))
    throw new DamagedFileError();
  const salt = bytes.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
  const prefix = bytes.subarray(MAGIC.length + SALT_BYTES, HEADER_BYTES - 1);
  if (bytes[HEADER_BYTES - 1] !== 0) throw new DamagedFileError();
  const about = `ombud:${magic.equals(MAGIC) ? "file-2" : "file"}:${name}`;
  return { key: Buffer.from(hkdfSync("sha256", dataKey, salt, about, KEY_BYTES)), prefix };
}

/** The nonce of a frame. */
export function nonceOf({ prefix }: Header, frame: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  prefix.copy(nonce);
  nonce.writeUInt32BE(frame, PREFIX_BYTES);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Cuts a stream into pieces that together are blocks of one size; a block is known to be the last or not. */
export class Blocks {
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
export class AddressHash {
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

  /** The address, once all frames have passed. */
  digest(): string {
    if (this.isOld) return this.hash.digest("hex");
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(this.storedBytes));
    return this.hash.update(length).digest("hex");
  }
}
