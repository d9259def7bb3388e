import { systemViewer } from "../../domain/access/viewer.js";
import { CustodyAct } from "../../domain/evidence/custody.js";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { FileCopy } from "../../domain/evidence/file-copies.js";
import { appendCustody, type CustodyEntry } from "../../persistence/custody.store.js";
import {
  lockDisputeForFiles,
  readEvidenceFile,
  type EvidenceFileRow,
} from "../../persistence/evidence-file.store.js";
import {
  markRedacted,
  readRedaction,
  type MadeRedaction,
  type StoredRedaction,
} from "../../persistence/evidence-redaction.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import { fileKeyOf, readDataKey } from "./data-key.js";
import { decrypted } from "./encryption/framed-cipher.js";
import { evidenceOf } from "./evidence-setting.js";
import type { Examination } from "./examiner.js";
import type { RedactFile } from "./redactor.js";
import { storeCopy } from "./store-copy.js";
import type { WithWorkFolder, WorkFolder } from "./work-folder.js";

/** What making a redacted copy needs beyond the context. */
export interface Redacting {
  readonly redact: RedactFile;
  readonly withWorkFolder: WithWorkFolder;
}

/** A copy that waits to be made, with all that it is made of. */
interface Work {
  readonly copy: EvidenceFileRow;
  readonly source: EvidenceFileRow;
  readonly plan: StoredRedaction;
  /** 32 bytes. */
  readonly dataKey: Uint8Array;
}

/**
 * Makes a redacted copy that was asked for: of the copy for others of its source, where there is one, so that metadata
 * stay away. It may run again after a worker was killed; what it leads to is written once, with its custody.
 * @param fileId UUID of the copy
 * @returns whether the copy was waiting for it
 */
export async function makeRedaction(
  context: UseCaseContext,
  { redact, withWorkFolder }: Redacting,
  fileId: string,
): Promise<boolean> {
  const work = await readWork(context, fileId);
  if (work === null) return false;
  const made = await withWorkFolder(async (folder) => {
    const { path, contentType } = await lay(context, work, folder);
    const { plan } = work;
    const found = await redact({ path, contentType, plan, workFolder: folder.copies });
    return outcomeOf(context, work, found, folder);
  });
  await record(context, work.copy, made);
  return true;
}

async function readWork(context: UseCaseContext, fileId: string): Promise<Work | null> {
  const { database } = context;
  const copy = await readEvidenceFile(database, fileId);
  if (copy?.status !== EvidenceFileStatus.EXAMINING || copy.redactionOf === null) return null;
  const [source, plan, dataKey] = [
    await readEvidenceFile(database, copy.redactionOf),
    await readRedaction(database, fileId),
    await readDataKey(context, database, copy.disputeId),
  ];
  return source === null || plan === null || dataKey === null ? null : { copy, source, plan, dataKey };
}

/** Lays what the copy is made of into the folder, in the clear. */
async function lay(
  context: UseCaseContext,
  { source, dataKey }: Work,
  folder: WorkFolder,
): Promise<{ readonly path: string; readonly contentType: string }> {
  const isShared = source.sharedAddress !== null;
  const stored = await evidenceOf(context).storage.objects.get(
    source.sharedAddress ?? source.objectAddress ?? "",
  );
  const key = fileKeyOf(dataKey, source.id, isShared ? FileCopy.SHARED : FileCopy.ORIGINAL);
  const contentType = (isShared ? source.sharedType : source.contentType) ?? source.declaredType;
  return { path: await folder.write(decrypted(stored, key)), contentType };
}

async function outcomeOf(
  context: UseCaseContext,
  { copy, dataKey }: Work,
  { contentType, findings, shared, extent: measured }: Examination,
  folder: WorkFolder,
): Promise<MadeRedaction> {
  const madeAt = context.clock.now();
  const extent = measured ?? null;
  if (shared === null) {
    return { status: EvidenceFileStatus.REJECTED, contentType, findings, madeAt, extent, stored: null };
  }
  const stored = await storeCopy(context, folder, {
    path: shared.path,
    key: fileKeyOf(dataKey, copy.id, FileCopy.ORIGINAL),
  });
  const status = EvidenceFileStatus.SANITISED;
  return { status, contentType: shared.contentType, findings, madeAt, extent, stored };
}

/** Writes the outcome unless another worker was faster; what nobody names any more is removed. */
async function record(
  context: UseCaseContext,
  { id: fileId, disputeId }: EvidenceFileRow,
  made: MadeRedaction,
): Promise<void> {
  const { database, newId } = context;
  const written = await inTransaction(database, async (tx) => {
    await lockDisputeForFiles(tx, disputeId);
    if (!(await markRedacted(tx, fileId, made))) return false;
    const entries = custodyOf(fileId, made);
    const occurredAt = made.madeAt;
    await appendCustody(tx, { disputeId, entries, actor: systemViewer, occurredAt, newId });
    return true;
  });
  if (!written && made.stored !== null) await evidenceOf(context).storage.objects.remove(made.stored.address);
}

function custodyOf(fileId: string, { status, contentType, findings, stored }: MadeRedaction): CustodyEntry[] {
  const examined = { fileId, act: CustodyAct.EXAMINED, detail: { status, contentType, findings } };
  if (stored === null) return [examined];
  const { sha256, byteSize } = stored;
  return [examined, { fileId, act: CustodyAct.HASHED, detail: { sha256, byteSize } }];
}
