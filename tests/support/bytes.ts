import { randomBytes } from "node:crypto";
import type { FileKey } from "../../src/services/evidence/encryption/frame-format.js";
import type { FileToStore } from "../../src/services/evidence/object-storage.js";

/** Bytes as a stream of pieces of one size. */
export async function* piecesOf(bytes: Uint8Array, pieceSize: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += pieceSize) {
    yield await Promise.resolve(bytes.subarray(start, start + pieceSize));
  }
}

/** All bytes of a stream. */
export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Asserts that two runs of bytes are the same; `toEqual` takes minutes for some megabytes. */
export function expectSameBytes(actual: Uint8Array, expected: Uint8Array): void {
  expect({ length: actual.length, same: Buffer.compare(actual, expected) === 0 }).toEqual({
    length: expected.length,
    same: true,
  });
}

/** Bytes on their way into the storage, under a key of their own. */
export function fileOf(bytes: Uint8Array, pieceSize = 70_001): FileToStore & { readonly key: FileKey } {
  const key = { dataKey: randomBytes(32), name: "original:1" };
  return { bytes: piecesOf(bytes, pieceSize), byteSize: bytes.byteLength, key };
}
