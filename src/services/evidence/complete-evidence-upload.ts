import { maySeeDispute } from "../../domain/access/policy.js";
import { CustodyAct } from "../../domain/evidence/custody.js";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { judgeHandIn } from "../../domain/evidence/hand-in.js";
import { ErrorCode, RefusedError } from "../../domain/errors.js";
import { linkCustody } from "../../persistence/custody.store.js";
import type { Tx } from "../../persistence/database.js";
import {
  lockEvidenceFile,
  takeEvidenceFile,
  type EvidenceFileRow,
  type LockedFile,
} from "../../persistence/evidence-file.store.js";
import { insertIdempotency, type IdempotencyEntry } from "../../persistence/idempotency.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { readOwnFile, type OwnFile } from "./awaited-file.js";
import { directSize, fetchDirect } from "./direct-upload.js";
import { evidenceOf } from "./evidence-setting.js";
import { ObjectMissingError } from "./object-storage.js";
import { joinParts, stagedSize } from "./resume-upload.js";
import { notAwaited, refuseHash, refuseIncomplete, refuseUnknownFile } from "./upload-refusals.js";

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
  try {
    return await completed(false);
  } catch (error) {
    if (!(error instanceof UngatheredError)) throw error;
  }
  await gather(context, await readOwnFile(context, context.database, fileId));
  return completed(true);
}

/** The whole has not arrived, though its parts may have: they are to be brought together, outside of the transaction. */
class UngatheredError extends Error {
  override readonly name = "UngatheredError";
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
  const { viewer, clock } = context;
  const locked = await lockEvidenceFile(tx, fileId, viewer);
  if (locked === null || !maySeeDispute(viewer, locked.dispute)) return refuseUnknownFile();
  const { file, dispute, ends } = locked;
  if (isTaken(file)) {
    await insertIdempotency(tx, entry, fileId);
    return fileId;
  }
  const verdict = judgeHandIn(viewer, dispute);
  if ("refusal" in verdict) throw new RefusedError([verdict.refusal]);
  const refused = notAwaited(file, clock.now());
  if (refused !== null) throw new RefusedError([refused]);
  if (file.objectAddress === null) {
    if (!isGathered) throw new UngatheredError();
    await refuseUnarrived(context, file);
  }
  await take(tx, context, { file, entry, ends });
  return fileId;
}

function isTaken({ status }: EvidenceFileRow): boolean {
  return status !== EvidenceFileStatus.UPLOADING && status !== EvidenceFileStatus.EXPIRED;
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
    // Somebody else was faster, and may have removed the parts already: the transaction finds out.
    const isLate = error instanceof RefusedError && error.refusals[0].code === ErrorCode.STATE_CONFLICT;
    if (!isLate && !(error instanceof ObjectMissingError)) throw error;
  }
}

async function refuseUnarrived(context: UseCaseContext, file: EvidenceFileRow): Promise<never> {
  if (file.receivedSha256 !== null) return refuseHash(file, file.receivedSha256);
  const { direct } = evidenceOf(context).storage;
  const sent = direct === null ? 0 : await directSize(direct, file);
  return refuseIncomplete(file, Math.max(sent, await stagedSize(context, file)));
}

async function take(
  tx: Tx,
  { viewer: actor, clock, newId }: UseCaseContext,
  {
    file,
    entry,
    ends,
  }: {
    readonly file: EvidenceFileRow;
    readonly entry: IdempotencyEntry;
    readonly ends: LockedFile["ends"];
  },
): Promise<void> {
  const { id: fileId, disputeId, byteSize, sha256 } = file;
  const occurredAt = clock.now();
  const entries = [
    { fileId, act: CustodyAct.RECEIVED, detail: { byteSize: Number(byteSize) } },
    { fileId, act: CustodyAct.HASHED, detail: { sha256 } },
  ];
  const custody = linkCustody({ disputeId, actor, occurredAt, newId, entries }, ends);
  await takeEvidenceFile(tx, { id: fileId, receivedAt: occurredAt, custody }, { entry, answer: fileId });
}
