import { systemViewer } from "../../domain/access/viewer.js";
import { CustodyAct } from "../../domain/evidence/custody.js";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { FileCopy } from "../../domain/evidence/file-copies.js";
import { appendCustody, type CustodyEntry } from "../../persistence/custody.store.js";
import { markExamined, type ExaminedFile } from "../../persistence/evidence-examination.store.js";
import {
  lockDisputeForFiles,
  readEvidenceFile,
  type EvidenceFileRow,
} from "../../persistence/evidence-file.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import { fileKeyOf, readDataKey } from "./data-key.js";
import { decrypted } from "./encryption/framed-cipher.js";
import { evidenceOf } from "./evidence-setting.js";
import { FileTreatment, type ExamineFile, type Examination } from "./examiner.js";
import { quarantineItems } from "./quarantine-items.js";
import { storeCopy } from "./store-copy.js";
import type { WithWorkFolder, WorkFolder } from "./work-folder.js";

/** What examining a file needs beyond the context. */
export interface Examining {
  readonly examine: ExamineFile;
  readonly withWorkFolder: WithWorkFolder;
}

const statusOf: Readonly<Record<FileTreatment, EvidenceFileStatus>> = {
  ACCEPT: EvidenceFileStatus.ACCEPTED,
  QUARANTINE: EvidenceFileStatus.QUARANTINED,
  REJECT: EvidenceFileStatus.REJECTED,
  SANITISE: EvidenceFileStatus.SANITISED,
};

/**
 * Examines a file that has been received: decrypts it into a folder of its own, has it judged, keeps the copy that others
 * may see. It may run again after a worker was killed; what it leads to is written once, with its custody. Items that were
 * handed in with a dangerous file no longer count.
 * @param fileId UUID
 * @returns whether the file was waiting for it
 */
export async function examineEvidence(
  context: UseCaseContext,
  { examine, withWorkFolder }: Examining,
  fileId: string,
): Promise<boolean> {
  const { database } = context;
  const file = await readEvidenceFile(database, fileId);
  // A worker may have been killed between the two.
  if (file?.status === EvidenceFileStatus.QUARANTINED) await quarantineItems(context, file);
  if (file?.status !== EvidenceFileStatus.EXAMINING || file.objectAddress === null) return false;
  const dataKey = await readDataKey(context, database, file.disputeId);
  if (dataKey === null) return false;
  const examined = await withWorkFolder(async (folder) => {
    const stored = await evidenceOf(context).storage.objects.get(file.objectAddress ?? "");
    const clear = decrypted(stored, fileKeyOf(dataKey, fileId, FileCopy.ORIGINAL));
    const found = await examine({
      path: await folder.write(clear),
      filename: file.filename,
      declaredType: file.declaredType,
      workFolder: folder.copies,
    });
    return outcomeOf(context, file, found, { folder, dataKey });
  });
  await record(context, file, examined);
  if (examined.status === EvidenceFileStatus.QUARANTINED) await quarantineItems(context, file);
  return true;
}

async function outcomeOf(
  context: UseCaseContext,
  file: EvidenceFileRow,
  { treatment, contentType, findings, shared, extent }: Examination,
  at: { readonly folder: WorkFolder; readonly dataKey: Uint8Array },
): Promise<ExaminedFile> {
  const isOpen = treatment === FileTreatment.ACCEPT || treatment === FileTreatment.SANITISE;
  const copy = isOpen && shared !== null ? await storeShared(context, file, shared, at) : null;
  return {
    ...{ status: statusOf[treatment], contentType, findings, shared: copy },
    keepsOriginal: treatment !== FileTreatment.REJECT,
    extent: extent ?? null,
    examinedAt: context.clock.now(),
  };
}

async function storeShared(
  context: UseCaseContext,
  { id }: EvidenceFileRow,
  { path, contentType }: NonNullable<Examination["shared"]>,
  { folder, dataKey }: { readonly folder: WorkFolder; readonly dataKey: Uint8Array },
): Promise<ExaminedFile["shared"]> {
  const stored = await storeCopy(context, folder, { path, key: fileKeyOf(dataKey, id, FileCopy.SHARED) });
  return { ...stored, contentType };
}

/** Writes the outcome unless another worker was faster; what nobody names any more is removed. */
async function record(context: UseCaseContext, file: EvidenceFileRow, examined: ExaminedFile): Promise<void> {
  const { database, newId } = context;
  const { id: fileId, disputeId } = file;
  const { objects } = evidenceOf(context).storage;
  const written = await inTransaction(database, async (tx) => {
    await lockDisputeForFiles(tx, disputeId);
    if (!(await markExamined(tx, fileId, examined))) return false;
    const entries = custodyOf(fileId, examined);
    await appendCustody(tx, {
      disputeId,
      entries,
      actor: systemViewer,
      occurredAt: examined.examinedAt,
      newId,
    });
    return true;
  });
  if (!written && examined.shared !== null) await objects.remove(examined.shared.address);
  if (written && !examined.keepsOriginal && file.objectAddress !== null)
    await objects.remove(file.objectAddress);
}

function custodyOf(fileId: string, { status, contentType, findings, shared }: ExaminedFile): CustodyEntry[] {
  const entries: CustodyEntry[] = [
    { fileId, act: CustodyAct.EXAMINED, detail: { status, contentType, findings } },
  ];
  const viruses = findings.filter((finding) => finding.startsWith("VIRUS_"));
  if (viruses.length > 0) entries.push({ fileId, act: CustodyAct.SCANNED, detail: { findings: viruses } });
  if (shared !== null) {
    const { sha256, byteSize, contentType: type } = shared;
    entries.push({ fileId, act: CustodyAct.SANITISED, detail: { sha256, byteSize, contentType: type } });
  }
  return entries;
}
