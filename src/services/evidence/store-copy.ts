import type { UseCaseContext } from "../use-case.js";
import type { FileKey } from "./encryption/frame-format.js";
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
  const { address, sha256 } = await evidenceOf(context).storage.objects.put({ bytes, byteSize, key });
  return { address, byteSize, sha256 };
}
