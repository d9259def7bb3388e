import { maySeeDispute } from "../../domain/access/policy.js";
import { RefusedError } from "../../domain/errors.js";
import type { Sql } from "../../persistence/database.js";
import {
  readEvidenceFile,
  readPartiesOf,
  type EvidenceFileRow,
} from "../../persistence/evidence-file.store.js";
import type { UseCaseContext } from "../use-case.js";
import { notAwaited, refuseUnknownFile } from "./upload-refusals.js";

/** Whether the viewer is who asked for the upload of a file. */
export function isUploader({ viewer }: UseCaseContext, file: EvidenceFileRow): boolean {
  return file.uploaderId === viewer.id && file.uploaderRole === viewer.role;
}

/**
 * The file that the viewer is uploading.
 * @throws RefusedError NOT_FOUND if it is not this viewer's or the dispute is not to be seen any more
 */
export async function readOwnFile(
  context: UseCaseContext,
  sql: Sql,
  fileId: string,
): Promise<EvidenceFileRow> {
  const file = await readEvidenceFile(sql, fileId);
  if (file === null || !isUploader(context, file)) return refuseUnknownFile();
  const dispute = await readPartiesOf(sql, file.disputeId);
  return dispute !== null && maySeeDispute(context.viewer, dispute) ? file : refuseUnknownFile();
}

/**
 * The same, as long as its bytes are awaited.
 * @throws RefusedError NOT_FOUND, UPLOAD_EXPIRED, STATE_CONFLICT
 */
export async function readAwaitedFile(context: UseCaseContext, fileId: string): Promise<EvidenceFileRow> {
  const file = await readOwnFile(context, context.database, fileId);
  const refused = notAwaited(file, context.clock.now());
  if (refused !== null) throw new RefusedError([refused]);
  return file;
}
