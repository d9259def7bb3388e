import { sideOf, type Side } from "../../domain/access/viewer.js";
import { ErrorCode, refusal, refuse, RefusedError, type Refusal } from "../../domain/errors.js";
import type { EvidenceLimits } from "../../domain/evidence/file-limits.js";
import {
  judgeFile,
  judgeHandIn,
  judgeQuota,
  type AnnouncedFile,
  type UsedQuota,
} from "../../domain/evidence/hand-in.js";
import type { Tx } from "../../persistence/database.js";
import { readDisputeKey } from "../../persistence/dispute-key.store.js";
import { lockDisputeForFiles, readUsedQuota } from "../../persistence/evidence-file.store.js";
import {
  insertEvidenceFiles,
  type Answered,
  type NewEvidenceFile,
} from "../../persistence/evidence-upload.store.js";
import type { UseCaseContext } from "../use-case.js";
import { prepareDataKey } from "./data-key.js";
import { evidenceOf } from "./evidence-setting.js";

/** What is said of a file before its bytes are sent. */
export interface SaidOfFile extends AnnouncedFile {
  /** SHA-256 (hex) of the bytes. */
  readonly sha256: string;
}

/** Where files are announced: a dispute that is held, and what its side has there already. */
export interface PlaceOfFiles {
  /** UUID. */
  readonly disputeId: string;
  readonly side: Side | null;
  readonly used: UsedQuota;
  readonly announcedAt: Date;
  readonly expiresAt: Date;
}

/**
 * Holds a dispute for files of the viewer, and sees to its key.
 * @throws RefusedError NOT_FOUND, FORBIDDEN for whoever hands nothing in, STATE_CONFLICT once the dispute is closed or
 *   its evidence erased
 */
export async function holdPlace(tx: Tx, context: UseCaseContext, disputeId: string): Promise<PlaceOfFiles> {
  const { viewer, clock } = context;
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
  if (!(await prepareDataKey(context, tx, { disputeId, known }))) {
    refuse(
      ErrorCode.STATE_CONFLICT,
      "The evidence of this dispute was erased, so nothing can be added to it.",
    );
  }
  return { disputeId, side, used, announcedAt: now, expiresAt: new Date(now.getTime() + limits.uploadMs) };
}

/** Judges a file by what is said of it and what its side has. @returns it without an id, or why it is not taken */
export function judgeSaid(
  said: SaidOfFile,
  used: UsedQuota,
  limits: EvidenceLimits,
): Omit<NewEvidenceFile, "id"> | Refusal {
  const { byteSize, sha256 } = said;
  const wrong = wrongNumber(said);
  if (wrong !== null) return wrong;
  const file = judgeFile(said, limits);
  if ("code" in file) return file;
  const full = judgeQuota(used, byteSize, limits);
  if (full !== null) return full;
  return { filename: file.filename, declaredType: file.type, byteSize, sha256: sha256.toLowerCase() };
}

function wrongNumber({ byteSize, sha256 }: SaidOfFile): Refusal | null {
  if (!Number.isSafeInteger(byteSize) || byteSize < 1) {
    const message = "An empty file proves nothing: byteSize must be 1 or more.";
    return refusal(ErrorCode.VALIDATION, message, { field: ["byteSize"] });
  }
  if (/^[0-9a-fA-F]{64}$/.test(sha256)) return null;
  const message = "sha256 must be the SHA-256 of the bytes, as 64 hexadecimal digits.";
  return refusal(ErrorCode.VALIDATION, message, { field: ["sha256"] });
}

/** Keeps files that were judged, and the mutation with its answer; the transaction ends here. */
export function keepAnnounced(
  tx: Tx,
  { viewer }: UseCaseContext,
  { place, files }: { readonly place: PlaceOfFiles; readonly files: readonly NewEvidenceFile[] },
  answered: Answered,
): Promise<void> {
  const { disputeId, side, announcedAt: createdAt, expiresAt } = place;
  return insertEvidenceFiles(
    tx,
    { disputeId, side, uploader: viewer, createdAt, expiresAt, files },
    answered,
  );
}
