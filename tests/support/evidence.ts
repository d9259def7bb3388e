import { createHash, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileTypeFromFile } from "file-type";
import { defaultLimits } from "../../src/domain/evidence/file-limits.js";
import { defaultRetention } from "../../src/domain/retention/retention.js";
import { acceptedType } from "../../src/domain/evidence/file-kinds.js";
import { systemViewer } from "../../src/domain/access/viewer.js";
import { createDiskStorage } from "../../src/server/evidence/disk-storage.js";
import { demoMasterKey } from "../../src/server/evidence/evidence-config.js";
import { withWorkFolder } from "../../src/server/evidence/work-folder.js";
import { readAwaitedFile } from "../../src/services/evidence/awaited-file.js";
import { createEvidenceUpload } from "../../src/services/evidence/create-evidence-upload.js";
import { createKeyRing } from "../../src/services/evidence/encryption/key-ring.js";
import type { EvidenceSetting } from "../../src/services/evidence/evidence-setting.js";
import { examineEvidence } from "../../src/services/evidence/examine-evidence.js";
import type { ExamineFile } from "../../src/services/evidence/examiner.js";
import { receiveUpload } from "../../src/services/evidence/receive-upload.js";
import type { UseCaseContext } from "../../src/services/use-case.js";

/** A place for evidence on the local disk, which is made when something is first stored there. */
export interface EvidencePlace extends EvidenceSetting {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A place of one's own. */
export function evidencePlace(): EvidencePlace {
  const folder = join(tmpdir(), `ombud-evidence-${randomUUID()}`);
  return {
    folder,
    storage: createDiskStorage(folder),
    keys: createKeyRing(demoMasterKey),
    limits: defaultLimits,
    retention: defaultRetention,
    publicUrl: "",
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** SHA-256 of some bytes, in hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Judges by what the content is: a known type is accepted, a program is dangerous, everything else unusable. */
export const sniff: ExamineFile = async ({ path }) => {
  const found = await fileTypeFromFile(path);
  const contentType = found?.mime ?? null;
  const examined = { contentType, shared: null };
  if (contentType === "application/x-elf")
    return { ...examined, treatment: "QUARANTINE", findings: ["EXECUTABLE"] };
  if (contentType === null || acceptedType(contentType) === null)
    return { ...examined, treatment: "REJECT", findings: ["TYPE_NOT_TAKEN"] };
  return { ...examined, treatment: "ACCEPT", findings: [] };
};

/** Announces a file of 1 byte. @returns its UUID */
export async function announceFile(context: UseCaseContext, disputeId: string): Promise<string> {
  const { fileId } = await createEvidenceUpload(context, {
    ...{ clientMutationId: randomUUID(), disputeId, byteSize: 1, sha256: sha256Of(Buffer.from("a")) },
    ...{ filename: "note.txt", contentType: "text/plain" },
  });
  return fileId;
}

/** Announces a file of 1 byte and sends it. @returns its UUID */
export async function sendFile(context: UseCaseContext, disputeId: string): Promise<string> {
  const fileId = await announceFile(context, disputeId);
  await receiveUpload(context, await readAwaitedFile(context, fileId), Readable.from([Buffer.from("a")]));
  return fileId;
}

/** Examines a file as the worker does. @param fileId UUID */
export function examineNow(
  context: UseCaseContext,
  fileId: string,
  examine: ExamineFile = sniff,
): Promise<boolean> {
  return examineEvidence({ ...context, viewer: systemViewer }, { examine, withWorkFolder }, fileId);
}
