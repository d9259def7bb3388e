import { FileCopy } from "../../domain/evidence/file-copies.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { noteReceived } from "../../persistence/evidence-upload.store.js";
import type { UseCaseContext } from "../use-case.js";
import type { OwnFile } from "./awaited-file.js";
import { fileKeyOf } from "./data-key.js";
import { evidenceOf } from "./evidence-setting.js";
import { WrongBytesError } from "./object-storage.js";
import { refuseHash, refuseIncomplete, refuseTooLong } from "./upload-refusals.js";

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
  const { sha256 } = file;
  const byteSize = Number(file.byteSize);
  try {
    const { address } = await objects.put({ bytes: asLong(bytes, file), byteSize, key, sha256 });
    return address;
  } catch (error) {
    if (!(error instanceof WrongBytesError)) throw error;
    await noteReceived(context.database, { fileId: file.id, sha256: error.received, address: null });
    return refuseHash(file, error.received);
  }
}

/** Lets bytes pass and throws if they are more or fewer than announced. */
async function* asLong(bytes: AsyncIterable<Uint8Array>, file: OwnFile): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const piece of bytes) {
    received += piece.byteLength;
    if (received > file.byteSize) refuseTooLong(file);
    yield piece;
  }
  if (received < file.byteSize) refuseIncomplete(file, 0);
}
