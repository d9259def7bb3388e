import { createDecipheriv } from "node:crypto";
import {
  AddressHash,
  Blocks,
  DamagedFileError,
  FRAME_BYTES,
  frameCount,
  HEADER_BYTES,
  nonceOf,
  readHeader,
  STORED_FRAME_BYTES,
  storedSizeOf,
  TAG_BYTES,
  type FileKey,
  type Header,
} from "./frame-format.js";

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
