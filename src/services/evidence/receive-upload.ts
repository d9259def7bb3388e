import { createHash, type Hash } from "node:crypto";
import { FileCopy } from "../../domain/evidence/file-copies.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { noteReceived } from "../../persistence/evidence-upload.store.js";
import type { UseCaseContext } from "../use-case.js";
import type { OwnFile } from "./awaited-file.js";
import { fileKeyOf } from "./data-key.js";
import { encrypted, storedSizeOf } from "./encryption/framed-cipher.js";
import { evidenceOf } from "./evidence-setting.js";
import { refuseHash, refuseIncomplete, refuseTooLong } from "./upload-refusals.js";

/** Bytes that arrived are others than announced: an error that ends the storing of them, and is no bug. */
class WrongBytesError extends Error {
  override readonly name = "WrongBytesError";

  constructor(readonly received: string) {
    super("The bytes that arrived are others than announced.");
  }
}

/**
 * Takes the whole of an awaited file: hashes and encrypts it as it passes into the storage, where it stays only if it is
 * what was announced. Nothing counts before {@link noteReceived}; what a killed process leaves is an orphan.
 * @param file as `readAwaitedFile` gave it
 * @throws RefusedError FILE_TOO_LARGE, UPLOAD_INCOMPLETE, HASH_MISMATCH, STATE_CONFLICT if it is there already; and
 *   whatever the stream throws
 */
export async function receiveUpload(
  context: UseCaseContext,
  file: OwnFile,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (file.objectAddress !== null) refuseArrived();
  const { objects } = evidenceOf(context).storage;
  const address = await store(context, file, bytes);
  const noted = await noteReceived(context.database, { fileId: file.id, sha256: file.sha256, address });
  if (noted) return;
  await objects.remove(address);
  refuseArrived();
}

function refuseArrived(): never {
  refuse(
    ErrorCode.STATE_CONFLICT,
    "All bytes of this file have arrived. Complete it with completeEvidenceUpload.",
    {
      field: ["fileId"],
    },
  );
}

/** The key that a file is encrypted with. @throws RefusedError STATE_CONFLICT if it was destroyed */
export function requireDataKey({ dataKey }: OwnFile): Uint8Array {
  if (dataKey !== null) return dataKey;
  return refuse(
    ErrorCode.STATE_CONFLICT,
    "The evidence of this dispute was erased, so nothing can be added to it.",
  );
}

async function store(
  context: UseCaseContext,
  file: OwnFile,
  bytes: AsyncIterable<Uint8Array>,
): Promise<string> {
  const { objects } = evidenceOf(context).storage;
  const key = fileKeyOf(requireDataKey(file), file.id, FileCopy.ORIGINAL);
  const byteSize = Number(file.byteSize);
  try {
    const sealed = encrypted(verified(bytes, file), key);
    return await objects.put(sealed, storedSizeOf(byteSize), sealed.addressOf);
  } catch (error) {
    if (!(error instanceof WrongBytesError)) throw error;
    await noteReceived(context.database, { fileId: file.id, sha256: error.received, address: null });
    return refuseHash(file, error.received);
  }
}

/** Lets bytes pass and throws before the end if they are not those that were announced. */
async function* verified(bytes: AsyncIterable<Uint8Array>, file: OwnFile): AsyncGenerator<Uint8Array> {
  const hash: Hash = createHash("sha256");
  let received = 0;
  for await (const piece of bytes) {
    received += piece.byteLength;
    if (received > file.byteSize) refuseTooLong(file);
    hash.update(piece);
    yield piece;
  }
  if (received < file.byteSize) refuseIncomplete(file, 0);
  const sha256 = hash.digest("hex");
  if (sha256 !== file.sha256) throw new WrongBytesError(sha256);
}
