import { createHash } from "node:crypto";
import type { UseCaseContext } from "../use-case.js";
import { encrypted, storedSizeOf, type FileKey } from "./encryption/framed-cipher.js";
import { evidenceOf } from "./evidence-setting.js";
import type { WorkFolder } from "./work-folder.js";

/** Where a copy is, and what it is. */
export interface StoredCopy {
  readonly address: string;
  readonly byteSize: number;
  /** SHA-256 (hex) of the bytes in the clear. */
  readonly sha256: string;
}

/** Encrypts a copy that lies in a work folder into the object storage. */
export async function storeCopy(
  context: UseCaseContext,
  folder: WorkFolder,
  { path, key }: { readonly path: string; readonly key: FileKey },
): Promise<StoredCopy> {
  const { bytes, byteSize } = await folder.read(path);
  const hash = createHash("sha256");
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      hash.update(piece);
      yield piece;
    }
  }
  const sealed = encrypted(hashed(), key);
  const { objects } = evidenceOf(context).storage;
  const address = await objects.put(sealed, storedSizeOf(byteSize), sealed.addressOf);
  return { address, byteSize, sha256: hash.digest("hex") };
}
