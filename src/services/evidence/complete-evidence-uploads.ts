import { ErrorCode, refuse, RefusedError, type Refusal } from "../../domain/errors.js";
import { judgeHandIn } from "../../domain/evidence/hand-in.js";
import type { Tx } from "../../persistence/database.js";
import {
  lockEvidenceFiles,
  type EvidenceFileRow,
  type LockedFiles,
} from "../../persistence/evidence-file.store.js";
import { insertIdempotency, type IdempotencyEntry } from "../../persistence/idempotency.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { evidenceOf } from "./evidence-setting.js";
import {
  outcomesOf,
  refusedAt,
  requireCount,
  requireOneTaken,
  takenAt,
  type FileOutcome,
} from "./file-outcome.js";
import { gatheringOnce, isTaken, notToTake, takeAll, unarrived, UngatheredError } from "./take-files.js";
import { unknownFile } from "./upload-refusals.js";

/** Which uploads of one dispute are complete. */
export interface CompleteEvidenceUploadsInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  /** UUIDs, each once. */
  readonly fileIds: readonly string[];
}

interface Attempt {
  readonly input: CompleteEvidenceUploadsInput;
  readonly entry: IdempotencyEntry;
  readonly isGathered: boolean;
}

/**
 * Takes several files of one dispute into custody at once, each judged by the rules of `completeEvidenceUpload`: what is
 * refused of one leaves the others alone. If all are refused nothing is kept, not even the key.
 * @returns what became of each, in the order given
 * @throws RefusedError NOT_FOUND about the dispute, FORBIDDEN for whoever hands nothing in, VALIDATION for no file, one twice
 *   or too many at once, IDEMPOTENCY_MISMATCH
 */
export async function completeEvidenceUploads(
  context: UseCaseContext,
  input: CompleteEvidenceUploadsInput,
): Promise<readonly FileOutcome[]> {
  const { clientMutationId, fileIds } = input;
  requireCount("fileIds", fileIds.length, evidenceOf(context).limits.filesPerCall);
  requireEachOnce(fileIds);
  const key = { mutation: "completeEvidenceUploads", clientMutationId, input };
  const completed = (isGathered: boolean): Promise<readonly FileOutcome[]> =>
    inTransactionOnce(context, key, (tx, entry) => completeAll(tx, context, { input, entry, isGathered }), {
      workInserts: true,
    });
  try {
    return await gatheringOnce(context, completed);
  } catch (error) {
    return outcomesOf(error);
  }
}

function requireEachOnce(fileIds: readonly string[]): void {
  const twice = fileIds.findIndex((id, index) => fileIds.indexOf(id) < index);
  if (twice < 0) return;
  const message = "The same file is named twice. Name each one once.";
  refuse(ErrorCode.VALIDATION, message, { field: ["fileIds", String(twice)] });
}

async function completeAll(
  tx: Tx,
  context: UseCaseContext,
  { input, entry, isGathered }: Attempt,
): Promise<readonly FileOutcome[]> {
  const { disputeId, fileIds } = input;
  const locked = await lockEvidenceFiles(tx, { disputeId, ids: fileIds }, context.viewer);
  const verdict = judgeHandIn(context.viewer, locked?.dispute ?? null);
  // Once it is closed, what was complete before still is.
  if ("refusal" in verdict && verdict.refusal.code !== ErrorCode.STATE_CONFLICT) {
    throw new RefusedError([verdict.refusal]);
  }
  if (locked === null) throw new Error("A dispute that is not there may not be seen.");
  const { outcomes, files } = await judgeAll(context, locked, { input, isGathered });
  requireOneTaken(outcomes);
  if (files.length === 0) await insertIdempotency(tx, entry, outcomes);
  else await takeAll(tx, context, { files, ends: locked.ends }, { entry, answer: outcomes });
  return outcomes;
}

/** Judges all files. @returns with the outcomes those that are to be taken now */
async function judgeAll(
  context: UseCaseContext,
  locked: LockedFiles,
  { input: { fileIds }, isGathered }: Pick<Attempt, "input" | "isGathered">,
): Promise<{ readonly outcomes: readonly FileOutcome[]; readonly files: readonly EvidenceFileRow[] }> {
  const awaited = fileIds.flatMap((id) => locked.files.get(id) ?? []).filter((file) => !isTaken(file));
  const allowed = awaited.filter((file) => notToTake(context, { ...locked, file }) === null);
  const absent = allowed.filter(({ objectAddress }) => objectAddress === null).map(({ id }) => id);
  if (absent.length > 0 && !isGathered) throw new UngatheredError(absent);
  const outcomes: FileOutcome[] = [];
  for (const [index, id] of fileIds.entries()) {
    const why = await whyNot(context, locked, id);
    outcomes.push(why === null ? takenAt(index, id) : refusedAt("fileIds", index, why));
  }
  return { outcomes, files: allowed.filter(({ objectAddress }) => objectAddress !== null) };
}

/** Why a file is not completed; null if it is, or was already. */
async function whyNot(context: UseCaseContext, locked: LockedFiles, id: string): Promise<Refusal | null> {
  const file = locked.files.get(id);
  if (file === undefined) return unknownFile();
  if (isTaken(file)) return null;
  const refused = notToTake(context, { ...locked, file });
  if (refused !== null) return refused;
  return file.objectAddress === null ? unarrived(context, file) : null;
}
