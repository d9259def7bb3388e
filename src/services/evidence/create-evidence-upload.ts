import { RefusedError } from "../../domain/errors.js";
import type { Tx } from "../../persistence/database.js";
import type { IdempotencyEntry } from "../../persistence/idempotency.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { holdPlace, judgeSaid, keepAnnounced, type SaidOfFile } from "./announce-files.js";
import { evidenceOf } from "./evidence-setting.js";

/** A file that somebody wants to send. */
export interface CreateEvidenceUploadInput extends SaidOfFile {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
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
  const place = await holdPlace(tx, context, input.disputeId);
  const file = judgeSaid(input, place.used, evidenceOf(context).limits);
  if ("code" in file) throw new RefusedError([file]);
  const answer = { fileId: context.newId(), expiresAt: place.expiresAt.toISOString() };
  const files = [{ id: answer.fileId, ...file }];
  await keepAnnounced(tx, context, { place, files }, { entry, answer });
  return answer;
}
