import { maySeeDispute } from "../../domain/access/policy.js";
import { RefusedError } from "../../domain/errors.js";
import type { Sql } from "../../persistence/database.js";
import {
  readEvidenceCase,
  readEvidenceCaseTogether,
  type EvidenceCase,
  type EvidenceFileRow,
} from "../../persistence/evidence-file.store.js";
import type { UseCaseContext } from "../use-case.js";
import { unwrapDataKey } from "./data-key.js";
import { notAwaited, refuseUnknownFile } from "./upload-refusals.js";

/** A file of the viewer's own, with the key of its dispute. */
export interface OwnFile extends EvidenceFileRow {
  /** 32 bytes; null once it was destroyed. */
  readonly dataKey: Uint8Array | null;
}

/**
 * The file that the viewer is uploading.
 * @throws RefusedError NOT_FOUND if it is not this viewer's or the dispute is not to be seen any more
 */
export async function readOwnFile(context: UseCaseContext, sql: Sql, fileId: string): Promise<OwnFile> {
  return ownFile(context, await readEvidenceCase(sql, fileId, context.viewer));
}

function ownFile(context: UseCaseContext, found: EvidenceCase | null): OwnFile {
  const { viewer } = context;
  if (found === null || !maySeeDispute(viewer, found.dispute)) return refuseUnknownFile();
  const { file, key } = found;
  return { ...file, dataKey: unwrapDataKey(context, file.disputeId, key) };
}

/**
 * The same, as long as its bytes are awaited.
 * @throws RefusedError NOT_FOUND, UPLOAD_EXPIRED, STATE_CONFLICT
 */
export async function readAwaitedFile(context: UseCaseContext, fileId: string): Promise<OwnFile> {
  const { database, viewer } = context;
  const file = ownFile(context, await readEvidenceCaseTogether(database, { id: fileId, uploader: viewer }));
  const refused = notAwaited(file, context.clock.now());
  if (refused !== null) throw new RefusedError([refused]);
  return file;
}
