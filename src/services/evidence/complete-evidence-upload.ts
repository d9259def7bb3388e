import { maySeeDispute } from "../../domain/access/policy.js";
import { RefusedError } from "../../domain/errors.js";
import type { Tx } from "../../persistence/database.js";
import { lockEvidenceFile } from "../../persistence/evidence-file.store.js";
import { insertIdempotency, type IdempotencyEntry } from "../../persistence/idempotency.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { gatheringOnce, isTaken, notToTake, takeAll, unarrived, UngatheredError } from "./take-files.js";
import { refuseUnknownFile } from "./upload-refusals.js";

/** Which upload is complete. */
export interface CompleteEvidenceUploadInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly fileId: string;
}

/**
 * Takes a file whose bytes have all arrived into custody and has it examined. Whoever completes it again, or at the same
 * time, gets the same file.
 * @returns UUID of the file
 * @throws RefusedError NOT_FOUND for another's, UPLOAD_INCOMPLETE, HASH_MISMATCH, UPLOAD_EXPIRED, STATE_CONFLICT once the
 *   dispute is closed, IDEMPOTENCY_MISMATCH
 */
export async function completeEvidenceUpload(
  context: UseCaseContext,
  input: CompleteEvidenceUploadInput,
): Promise<string> {
  const { clientMutationId, fileId } = input;
  const key = { mutation: "completeEvidenceUpload", clientMutationId, input };
  const completed = (isGathered: boolean): Promise<string> =>
    inTransactionOnce(context, key, (tx, entry) => complete(tx, context, { fileId, entry, isGathered }), {
      workInserts: true,
    });
  return gatheringOnce(context, completed);
}

async function complete(
  tx: Tx,
  context: UseCaseContext,
  {
    fileId,
    entry,
    isGathered,
  }: { readonly fileId: string; readonly entry: IdempotencyEntry; readonly isGathered: boolean },
): Promise<string> {
  const { viewer } = context;
  const locked = await lockEvidenceFile(tx, fileId, viewer);
  if (locked === null || !maySeeDispute(viewer, locked.dispute)) return refuseUnknownFile();
  const { file } = locked;
  if (isTaken(file)) {
    await insertIdempotency(tx, entry, fileId);
    return fileId;
  }
  const refused = notToTake(context, locked);
  if (refused !== null) throw new RefusedError([refused]);
  if (file.objectAddress === null) {
    if (!isGathered) throw new UngatheredError([fileId]);
    throw new RefusedError([await unarrived(context, file)]);
  }
  await takeAll(tx, context, { files: [file], ends: locked.ends }, { entry, answer: fileId });
  return fileId;
}
