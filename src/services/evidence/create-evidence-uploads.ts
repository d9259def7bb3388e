import type { Tx } from "../../persistence/database.js";
import type { NewEvidenceFile } from "../../persistence/evidence-upload.store.js";
import type { IdempotencyEntry } from "../../persistence/idempotency.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { holdPlace, judgeSaid, keepAnnounced, type PlaceOfFiles, type SaidOfFile } from "./announce-files.js";
import { evidenceOf } from "./evidence-setting.js";
import {
  outcomesOf,
  refusedAt,
  requireCount,
  requireOneTaken,
  takenAt,
  type FileOutcome,
} from "./file-outcome.js";

/** Files that somebody wants to send for one dispute. */
export interface CreateEvidenceUploadsInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  readonly files: readonly SaidOfFile[];
}

/** Uploads that may begin, in the order of the files. */
export interface CreatedUploads {
  readonly outcomes: readonly FileOutcome[];
  /** ISO 8601: until when the bytes can be sent; null if no file was taken. */
  readonly expiresAt: string | null;
}

/**
 * Announces several files of one dispute at once, each judged in turn by the rules of `createEvidenceUpload`: what is refused
 * of one leaves the others alone. If all are refused nothing is kept, not even the key.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT about the dispute, VALIDATION for no file or too many at once,
 *   IDEMPOTENCY_MISMATCH
 */
export async function createEvidenceUploads(
  context: UseCaseContext,
  input: CreateEvidenceUploadsInput,
): Promise<CreatedUploads> {
  const { clientMutationId, files } = input;
  requireCount("files", files.length, evidenceOf(context).limits.filesPerCall);
  const key = { mutation: "createEvidenceUploads", clientMutationId, input };
  const work = (tx: Tx, entry: IdempotencyEntry) => announceAll(tx, context, { input, entry });
  try {
    return await inTransactionOnce(context, key, work, { workInserts: true });
  } catch (error) {
    return { outcomes: outcomesOf(error), expiresAt: null };
  }
}

async function announceAll(
  tx: Tx,
  context: UseCaseContext,
  { input, entry }: { readonly input: CreateEvidenceUploadsInput; readonly entry: IdempotencyEntry },
): Promise<CreatedUploads> {
  const place = await holdPlace(tx, context, input.disputeId);
  const { files, outcomes } = judgeAll(context, place, input.files);
  requireOneTaken(outcomes);
  const answer = { outcomes, expiresAt: place.expiresAt.toISOString() };
  await keepAnnounced(tx, context, { place, files }, { entry, answer });
  return answer;
}

/** Judges files in order; each that is taken counts for the quota of those after it. */
function judgeAll(
  context: UseCaseContext,
  { used: before }: PlaceOfFiles,
  said: readonly SaidOfFile[],
): { readonly files: readonly NewEvidenceFile[]; readonly outcomes: readonly FileOutcome[] } {
  const { limits } = evidenceOf(context);
  const files: NewEvidenceFile[] = [];
  let used = before;
  const outcomes = said.map((each, index) => {
    const file = judgeSaid(each, used, limits);
    if ("code" in file) return refusedAt("files", index, file);
    used = { files: used.files + 1, bytes: used.bytes + each.byteSize };
    const id = context.newId();
    files.push({ id, ...file });
    return takenAt(index, id);
  });
  return { files, outcomes };
}
