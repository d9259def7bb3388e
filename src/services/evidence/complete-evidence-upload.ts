import { CustodyAct } from "../../domain/evidence/custody.js";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { judgeHandIn } from "../../domain/evidence/hand-in.js";
import { ErrorCode, RefusedError } from "../../domain/errors.js";
import {
  linkCustody,
  readCustodyEnd,
  type CustodyEnd,
  type EventEnd,
} from "../../persistence/custody.store.js";
import type { Tx } from "../../persistence/database.js";
import {
  lockDisputeForFiles,
  readEvidenceFile,
  takeEvidenceFile,
  type EvidenceFileRow,
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
  const file = await readOwnFile(context, context.database, fileId);
  if (isAwaited(context, file) && file.objectAddress === null) await gather(context, file);
  const key = { mutation: "completeEvidenceUpload", clientMutationId, input };
  const work = (tx: Tx, entry: IdempotencyEntry) => complete(tx, context, { file, entry });
  return inTransactionOnce(context, key, work, { workInserts: true });
}

async function complete(
  tx: Tx,
  context: UseCaseContext,
  { file, entry }: { readonly file: OwnFile; readonly entry: IdempotencyEntry },
): Promise<string> {
  const { id: fileId, disputeId } = file;
  // Sent at once: what follows the lock sees what was committed while it was waited for.
  const [dispute, present, custody] = await Promise.all([
    lockDisputeForFiles(tx, disputeId),
    readEvidenceFile(tx, fileId),
    readCustodyEnd(tx, disputeId),
  ]);
  if (dispute === null || present === null) return refuseUnknownFile();
  if (isTaken(present)) {
    await insertIdempotency(tx, entry, fileId);
    return fileId;
  }
  const verdict = judgeHandIn(context.viewer, dispute);
  if ("refusal" in verdict) throw new RefusedError([verdict.refusal]);
  const refused = notAwaited(present, context.clock.now());
  if (refused !== null) throw new RefusedError([refused]);
  if (present.objectAddress === null) await refuseUnarrived(context, { ...file, ...present });
  await take(tx, context, { file: present, entry, ends: { events: dispute.end, custody } });
  return fileId;
}

function isAwaited({ clock }: UseCaseContext, file: EvidenceFileRow): boolean {
  return notAwaited(file, clock.now()) === null;
}

function isTaken({ status }: EvidenceFileRow): boolean {
  return status !== EvidenceFileStatus.UPLOADING && status !== EvidenceFileStatus.EXPIRED;
}

/** Brings bytes together that have arrived in parts; slow, so before the transaction. */
async function gather(context: UseCaseContext, file: OwnFile): Promise<void> {
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

async function refuseUnarrived(context: UseCaseContext, file: OwnFile): Promise<never> {
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
    readonly ends: { readonly events: EventEnd; readonly custody: CustodyEnd };
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
