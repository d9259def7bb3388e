import { CustodyAct } from "../../domain/evidence/custody.js";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { judgeHandIn, type HandInDispute } from "../../domain/evidence/hand-in.js";
import { RefusedError, type Refusal } from "../../domain/errors.js";
import { linkCustody } from "../../persistence/custody.store.js";
import type { Tx } from "../../persistence/database.js";
import type { EvidenceFileRow, LockedFile } from "../../persistence/evidence-file.store.js";
import { takeEvidenceFiles, type Answered } from "../../persistence/evidence-upload.store.js";
import type { UseCaseContext } from "../use-case.js";
import { readOwnFile, type OwnFile } from "./awaited-file.js";
import { directSize, fetchDirect } from "./direct-upload.js";
import { evidenceOf } from "./evidence-setting.js";
import { ObjectMissingError } from "./object-storage.js";
import { joinParts, stagedSize } from "./resume-upload.js";
import { incomplete, notAwaited, wrongHash } from "./upload-refusals.js";

/** The whole of some files has not arrived, though parts may have: they are to be brought together, outside of the transaction. */
export class UngatheredError extends Error {
  override readonly name = "UngatheredError";

  constructor(readonly fileIds: readonly string[]) {
    super("Files have not arrived as a whole.");
  }
}

/**
 * Completes files, for most of which nothing is to be brought together, and tries again after that where it is needed.
 * @param completed throws {@link UngatheredError} unless all was brought together
 */
export async function gatheringOnce<Answer>(
  context: UseCaseContext,
  completed: (isGathered: boolean) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await completed(false);
  } catch (error) {
    if (!(error instanceof UngatheredError)) throw error;
    for (const id of error.fileIds) await gather(context, await readOwnFile(context, context.database, id));
  }
  return completed(true);
}

/** Whether a file is complete already. */
export function isTaken({ status }: EvidenceFileRow): boolean {
  return status !== EvidenceFileStatus.UPLOADING && status !== EvidenceFileStatus.EXPIRED;
}

/** Why a file that is not complete yet cannot be completed, wherever its bytes are; null if it can. */
export function notToTake(
  { viewer, clock }: UseCaseContext,
  { file, dispute }: { readonly file: EvidenceFileRow; readonly dispute: HandInDispute },
): Refusal | null {
  const verdict = judgeHandIn(viewer, dispute);
  return "refusal" in verdict ? verdict.refusal : notAwaited(file, clock.now());
}

/** Brings bytes together that have arrived in parts; slow, so before the transaction. */
async function gather(context: UseCaseContext, file: OwnFile): Promise<void> {
  if (notAwaited(file, context.clock.now()) !== null || file.objectAddress !== null) return;
  const { direct } = evidenceOf(context).storage;
  const whole = Number(file.byteSize);
  try {
    if (direct !== null && (await directSize(direct, file)) >= whole)
      await fetchDirect(context, direct, file);
    else if ((await stagedSize(context, file)) >= whole) await joinParts(context, file);
  } catch (error) {
    // Others than announced, or somebody else was faster, and may have removed the parts already: the transaction finds out,
    // and says so of this file alone.
    if (!(error instanceof RefusedError) && !(error instanceof ObjectMissingError)) throw error;
  }
}

/** Why a file whose bytes are not there as announced cannot be completed. */
export async function unarrived(context: UseCaseContext, file: EvidenceFileRow): Promise<Refusal> {
  if (file.receivedSha256 !== null) return wrongHash(file, file.receivedSha256);
  const { direct } = evidenceOf(context).storage;
  const sent = direct === null ? 0 : await directSize(direct, file);
  return incomplete(file, Math.max(sent, await stagedSize(context, file)));
}

/**
 * Takes files of one dispute that is held into custody and has them examined; the transaction ends here.
 * @param locked.files 1 or more, all there as announced
 */
export async function takeAll(
  tx: Tx,
  { viewer: actor, clock, newId }: UseCaseContext,
  { files, ends }: { readonly files: readonly EvidenceFileRow[]; readonly ends: LockedFile["ends"] },
  answered: Answered,
): Promise<void> {
  const [first] = files;
  if (first === undefined) throw new Error("There is no file to take.");
  const occurredAt = clock.now();
  const entries = files.flatMap(({ id: fileId, byteSize, sha256 }) => [
    { fileId, act: CustodyAct.RECEIVED, detail: { byteSize: Number(byteSize) } },
    { fileId, act: CustodyAct.HASHED, detail: { sha256 } },
  ]);
  const custody = linkCustody({ disputeId: first.disputeId, actor, occurredAt, newId, entries }, ends);
  await takeEvidenceFiles(tx, { ids: files.map(({ id }) => id), receivedAt: occurredAt, custody }, answered);
}
