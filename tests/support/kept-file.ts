import { randomUUID } from "node:crypto";
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import { readAwaitedFile } from "../../src/services/evidence/awaited-file.js";
import { completeEvidenceUpload } from "../../src/services/evidence/complete-evidence-upload.js";
import { createEvidenceUpload } from "../../src/services/evidence/create-evidence-upload.js";
import type { ExamineFile } from "../../src/services/evidence/examiner.js";
import { receiveUpload } from "../../src/services/evidence/receive-upload.js";
import { examineNow, sha256Of } from "./evidence.js";
import type { Story } from "./story.js";

/** Finds a file harmless in a copy, which is the same. */
const copied: ExamineFile = async ({ path, workFolder }) => {
  await copyFile(path, join(workFolder, "shared"));
  const shared = { path: join(workFolder, "shared"), contentType: "image/png" };
  return { treatment: "SANITISE", contentType: "image/png", findings: ["LOCATION_REMOVED"], shared };
};

/** Hands a file in with its bytes, up to the examination, after which there is a copy for others. @returns its UUID */
export async function keepFile(story: Story, by: Viewer, bytes: Uint8Array): Promise<string> {
  const context = story.factory.as(by);
  const announced = { filename: "photo.png", contentType: "image/png", byteSize: bytes.length };
  const { fileId } = await createEvidenceUpload(context, {
    ...{ clientMutationId: randomUUID(), disputeId: story.disputeId, sha256: sha256Of(bytes), ...announced },
  });
  await receiveUpload(context, await readAwaitedFile(context, fileId), Readable.from([bytes]));
  await completeEvidenceUpload(context, { clientMutationId: randomUUID(), fileId });
  await examineNow(context, fileId, copied);
  return fileId;
}

/** The paths of all stored objects of a story's place. */
export async function objectPaths({ factory }: Story): Promise<string[]> {
  const root = join(factory.evidence.folder, "objects");
  const names = await readdir(root, { recursive: true, withFileTypes: true });
  return names.filter((name) => name.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** What only the owner of tables can do, and only by switching the guards off first. */
export async function tamperWith(
  database: Database,
  table: string,
  statement: string,
  values: readonly unknown[],
): Promise<void> {
  await inTransaction(database, async (tx) => {
    await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await tx.query(`GRANT UPDATE, DELETE ON ${table} TO CURRENT_USER`);
    await tx.query(statement, values);
    await tx.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  });
}
