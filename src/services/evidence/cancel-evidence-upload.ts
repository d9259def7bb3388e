import { RefusedError } from "../../domain/errors.js";
import { lockDisputeForFiles } from "../../persistence/evidence-file.store.js";
import { expireUpload } from "../../persistence/evidence-upload.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { readOwnFile } from "./awaited-file.js";
import { evidenceOf } from "./evidence-setting.js";
import { notAwaited } from "./upload-refusals.js";

/** Which upload is not wanted any more. */
export interface CancelEvidenceUploadInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly fileId: string;
}

/**
 * Gives an upload up before it is complete: it no longer counts against the quota, and what has arrived is removed.
 * @returns UUID of the file
 * @throws RefusedError NOT_FOUND for another's, STATE_CONFLICT if it is complete, UPLOAD_EXPIRED, IDEMPOTENCY_MISMATCH
 */
export async function cancelEvidenceUpload(
  context: UseCaseContext,
  input: CancelEvidenceUploadInput,
): Promise<string> {
  const { clientMutationId, fileId } = input;
  const key = { mutation: "cancelEvidenceUpload", clientMutationId, input };
  const left: { address: string | null } = { address: null };
  const answer = await inTransactionOnce(context, key, async (tx) => {
    const { disputeId } = await readOwnFile(context, tx, fileId);
    await lockDisputeForFiles(tx, disputeId);
    const refused = notAwaited(await readOwnFile(context, tx, fileId), context.clock.now());
    if (refused !== null) throw new RefusedError([refused]);
    left.address = await expireUpload(tx, fileId);
    return fileId;
  });
  // What this leaves when it fails is collected as an orphan.
  const { objects, staging, direct } = evidenceOf(context).storage;
  if (left.address !== null) await objects.remove(left.address);
  await staging.remove(fileId);
  await direct?.remove(fileId);
  return answer;
}
