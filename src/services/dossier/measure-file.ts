import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { FileCopy } from "../../domain/evidence/file-copies.js";
import { fileKeyOf } from "../evidence/data-key.js";
import { DamagedFileError } from "../evidence/encryption/frame-format.js";
import { decrypted } from "../evidence/encryption/framed-cipher.js";
import type { ObjectStorage } from "../evidence/object-storage.js";
import type { DossierFile } from "./content.js";
import type { DossierEntry } from "./entries.js";

/** Where the bytes of files are, and the key of their dispute. */
export interface OpenStorage {
  readonly objects: ObjectStorage;
  readonly dataKey: Uint8Array;
}

/** Pictures that can be shown small; larger ones than this are not. */
const PICTURE_BYTES = 32 * 1024 * 1024;
const pictures: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/webp"]);

/**
 * Reads a file once to its end, so that its entry can be written with its checksum before it, and proves that it is the
 * one that was handed in.
 * @throws DamagedFileError if it is not
 */
export async function entryOfFile(storage: OpenStorage, file: DossierFile): Promise<DossierEntry | null> {
  const { row, copy, path } = file;
  if (copy === null || path === null) return null;
  const expected = copy === FileCopy.ORIGINAL ? row.sha256 : row.sharedSha256;
  const hash = createHash("sha256");
  let [crc, byteSize] = [0, 0];
  for await (const piece of await bytesOf(storage, file, copy)) {
    hash.update(piece);
    crc = crc32(piece, crc);
    byteSize += piece.byteLength;
  }
  const sha256 = hash.digest("hex");
  if (sha256 !== expected) throw new DamagedFileError();
  const read = () => reading(storage, file, copy);
  return { path, byteSize, crc, sha256, read, file: { fileId: row.id, copy } };
}

/** The bytes of the copy for others, if that is a picture to be shown; it was made by us, so it is safe to look at. */
export async function pictureOf(storage: OpenStorage, file: DossierFile): Promise<Uint8Array | null> {
  const { sharedAddress, sharedType, sharedByteSize } = file.row;
  const isShown = file.copy !== null && sharedAddress !== null && pictures.has(sharedType ?? "");
  if (!isShown || Number(sharedByteSize) > PICTURE_BYTES) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of await bytesOf(storage, file, FileCopy.SHARED)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* reading(storage: OpenStorage, file: DossierFile, copy: FileCopy): AsyncGenerator<Uint8Array> {
  yield* await bytesOf(storage, file, copy);
}

async function bytesOf(
  { objects, dataKey }: OpenStorage,
  { row }: DossierFile,
  copy: FileCopy,
): Promise<AsyncIterable<Uint8Array>> {
  const address = copy === FileCopy.ORIGINAL ? row.objectAddress : row.sharedAddress;
  if (address === null) throw new DamagedFileError();
  return decrypted(await objects.get(address), fileKeyOf(dataKey, row.id, copy));
}
