import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { sideOf } from "../../domain/access/viewer.js";
import { judgeFile, judgeHandIn, judgeQuota } from "../../domain/evidence/hand-in.js";
import type { Tx } from "../../persistence/database.js";
import {
  insertEvidenceFile,
  lockDisputeForFiles,
  readUsedQuota,
} from "../../persistence/evidence-file.store.js";
import { readDisputeKey } from "../../persistence/dispute-key.store.js";
import type { IdempotencyEntry } from "../../persistence/idempotency.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { prepareDataKey } from "./data-key.js";
import { evidenceOf } from "./evidence-setting.js";

/** A file that somebody wants to send. */
export interface CreateEvidenceUploadInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  readonly filename: string;
  readonly contentType: string;
  readonly byteSize: number;
  /** SHA-256 (hex) of the bytes. */
  readonly sha256: string;
}

/** An upload that may begin. */
export interface CreatedUpload {
  /** UUID of the file. */
  readonly fileId: string;
  /** ISO 8601: until when the bytes can be sent. */
  readonly expiresAt: string;
}

/**
 * Announces a file: it is judged by its name, type and size, and counts against the quota until it is complete or the
 * time is over.
 * @throws RefusedError NOT_FOUND, FORBIDDEN for whoever hands nothing in, STATE_CONFLICT once the dispute is closed,
 *   VALIDATION, FILE_TYPE_NOT_ACCEPTED, FILE_TOO_LARGE, QUOTA_EXCEEDED, IDEMPOTENCY_MISMATCH
 */
export function createEvidenceUpload(
  context: UseCaseContext,
  input: CreateEvidenceUploadInput,
): Promise<CreatedUpload> {
  const { clientMutationId } = input;
  const key = { mutation: "createEvidenceUpload", clientMutationId, input };
  const work = (tx: Tx, entry: IdempotencyEntry) => announce(tx, context, { input, entry });
  return inTransactionOnce(context, key, work, { workInserts: true });
}

async function announce(
  tx: Tx,
  context: UseCaseContext,
  { input, entry }: { readonly input: CreateEvidenceUploadInput; readonly entry: IdempotencyEntry },
): Promise<CreatedUpload> {
  const { viewer, clock, newId } = context;
  const { disputeId, byteSize } = input;
  const { limits } = evidenceOf(context);
  const now = clock.now();
  const side = sideOf(viewer.role);
  // Sent at once: what follows the lock sees what was committed while it was waited for.
  const [dispute, used, known] = await Promise.all([
    lockDisputeForFiles(tx, disputeId),
    readUsedQuota(tx, disputeId, { side, uploaderId: viewer.id, now }),
    readDisputeKey(tx, disputeId),
  ]);
  const verdict = judgeHandIn(viewer, dispute);
  if ("refusal" in verdict) throw new RefusedError([verdict.refusal]);
  const sha256 = checkNumbers(input);
  const file = judgeFile(input, limits);
  if ("code" in file) throw new RefusedError([file]);
  const full = judgeQuota(used, byteSize, limits);
  if (full !== null) throw new RefusedError([full]);
  if (!(await prepareDataKey(context, tx, { disputeId, known }))) {
    refuse(
      ErrorCode.STATE_CONFLICT,
      "The evidence of this dispute was erased, so nothing can be added to it.",
    );
  }
  const expiresAt = new Date(now.getTime() + limits.uploadMs);
  const answer = { fileId: newId(), expiresAt: expiresAt.toISOString() };
  const announced = {
    ...{ id: answer.fileId, disputeId, side, uploader: viewer, byteSize, sha256 },
    ...{ filename: file.filename, declaredType: file.type, createdAt: now, expiresAt },
  };
  await insertEvidenceFile(tx, announced, { entry, answer });
  return answer;
}

/** @returns the hash in lower case */
function checkNumbers({ byteSize, sha256 }: CreateEvidenceUploadInput): string {
  if (!Number.isSafeInteger(byteSize) || byteSize < 1) {
    refuse(ErrorCode.VALIDATION, "An empty file proves nothing: byteSize must be 1 or more.", {
      field: ["byteSize"],
    });
  }
  if (!/^[0-9a-fA-F]{64}$/.test(sha256)) {
    refuse(ErrorCode.VALIDATION, "sha256 must be the SHA-256 of the bytes, as 64 hexadecimal digits.", {
      field: ["sha256"],
    });
  }
  return sha256.toLowerCase();
}
