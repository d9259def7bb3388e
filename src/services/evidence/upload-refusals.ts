import { ErrorCode, refusal, refuse, RefusedError, type Refusal } from "../../domain/errors.js";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import type { EvidenceFileRow } from "../../persistence/evidence-file.store.js";

const field = ["fileId"];

/** The refusal of what is not there for this viewer, in the same words whether it is missing or another's. */
export function unknownFile(): Refusal {
  return refusal(ErrorCode.NOT_FOUND, "There is no such file, or you may not see it. Check the id.", {
    field,
  });
}

/** Throws {@link unknownFile}. */
export function refuseUnknownFile(): never {
  throw new RefusedError([unknownFile()]);
}

/** Why nothing more can be sent for a file, or null if its bytes are awaited. */
export function notAwaited({ status, expiresAt }: EvidenceFileRow, now: Date): Refusal | null {
  const details = { expiresAt: expiresAt.toISOString(), status };
  const isOver = status === EvidenceFileStatus.UPLOADING && expiresAt <= now;
  if (isOver || status === EvidenceFileStatus.EXPIRED) {
    const message = "The time to send this file is over, or it was cancelled. Ask for a new upload.";
    return refusal(ErrorCode.UPLOAD_EXPIRED, message, { field, details });
  }
  if (status === EvidenceFileStatus.UPLOADING) return null;
  const message = `The file is complete (${status}), so nothing more can be sent or cancelled.`;
  return refusal(ErrorCode.STATE_CONFLICT, message, { field, details: { status } });
}

/** The refusal of bytes that are not those that were announced. */
export function wrongHash({ sha256 }: EvidenceFileRow, received: string): Refusal {
  const message =
    "The bytes that arrived have another SHA-256 than was announced. Send them again to the same address.";
  return refusal(ErrorCode.HASH_MISMATCH, message, { field, details: { announced: sha256, received } });
}

/** Throws {@link wrongHash}. */
export function refuseHash(file: EvidenceFileRow, received: string): never {
  throw new RefusedError([wrongHash(file, received)]);
}

/** The refusal to go on without the rest. @param received bytes that are there */
export function incomplete({ byteSize }: EvidenceFileRow, received: number): Refusal {
  const message = `${received} of ${byteSize} bytes have arrived. Send the rest to the address of the upload, then complete it again.`;
  return refusal(ErrorCode.UPLOAD_INCOMPLETE, message, {
    field,
    details: { received, byteSize: Number(byteSize) },
  });
}

/** Throws {@link incomplete}. */
export function refuseIncomplete(file: EvidenceFileRow, received: number): never {
  throw new RefusedError([incomplete(file, received)]);
}

/** Refuses more bytes than were announced. */
export function refuseTooLong({ byteSize }: EvidenceFileRow): never {
  const details = { maximumBytes: Number(byteSize) };
  refuse(
    ErrorCode.FILE_TOO_LARGE,
    `More than the ${byteSize} bytes that were announced are being sent. Ask for an upload of the right size.`,
    { field, details },
  );
}
