import { CustodyAct } from "../../domain/evidence/custody.js";
import { FileCopy } from "../../domain/evidence/file-copies.js";
import { savedAs } from "../../domain/evidence/filename.js";
import { appendCustody, hasCustody } from "../../persistence/custody.store.js";
import { readDisputeKey } from "../../persistence/dispute-key.store.js";
import {
  readEvidenceFile,
  lockDisputeForFiles,
  type EvidenceFileRow,
} from "../../persistence/evidence-file.store.js";
import { mayKnowOfFile } from "../../persistence/read/visible-file.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import { copiesOf } from "./copies-of.js";
import { fileKeyOf, readDataKey } from "./data-key.js";
import type { FileKey } from "./encryption/frame-format.js";
import { decrypted, decryptedRange } from "./encryption/framed-cipher.js";
import { evidenceOf } from "./evidence-setting.js";
import type { ByteRange } from "./object-storage.js";
import type { FileGrant } from "./signed-url.js";

/** A file that its viewer may open now. */
export interface OpenedFile {
  readonly filename: string;
  readonly contentType: string;
  readonly byteSize: number;
  /** Starts reading. @param range default all; both ends exist */
  read(range?: ByteRange): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * Opens what an address grants, if its viewer may still see it, and records in the custody log that it was viewed, once
 * for each address.
 * @param grant of the viewer of the context
 * @returns null if there is nothing for this viewer (any more), for whatever reason
 */
export async function openFile(context: UseCaseContext, grant: FileGrant): Promise<OpenedFile | null> {
  const { clock, database, viewer } = context;
  const { fileId, copy } = grant;
  if (copy === null || grant.expiresAt <= clock.now()) return null;
  if (!(await mayKnowOfFile(database, viewer, fileId))) return null;
  const file = await readEvidenceFile(database, fileId);
  if (file === null || !copiesOf(viewer, file).includes(copy)) return null;
  const [dataKey, stored] = [await readDataKey(context, database, file.disputeId), storedCopy(file, copy)];
  if (dataKey === null || stored === null) return null;
  if (!(await recordView(context, file, { ...grant, copy }))) return null;
  return {
    ...stored,
    filename: savedAs(file.filename, stored.contentType),
    read: reader(context, stored, fileKeyOf(dataKey, fileId, copy)),
  };
}

interface StoredCopy {
  readonly address: string;
  readonly byteSize: number;
  readonly contentType: string;
}

function storedCopy(file: EvidenceFileRow, copy: FileCopy): StoredCopy | null {
  const isOriginal = copy === FileCopy.ORIGINAL;
  const address = isOriginal ? file.objectAddress : file.sharedAddress;
  if (address === null) return null;
  const contentType = (isOriginal ? file.contentType : file.sharedType) ?? "application/octet-stream";
  return { address, contentType, byteSize: Number(isOriginal ? file.byteSize : file.sharedByteSize) };
}

function reader(
  context: UseCaseContext,
  { address, byteSize }: StoredCopy,
  key: FileKey,
): OpenedFile["read"] {
  const { objects } = evidenceOf(context).storage;
  return async (range) =>
    range === undefined
      ? decrypted(await objects.get(address), key)
      : decryptedRange((part) => objects.get(address, part), key, byteSize, range);
}

/** @returns false if the file was withheld or erased in the meantime: whoever opens it does so before or after that */
async function recordView(
  context: UseCaseContext,
  { id: fileId, disputeId }: EvidenceFileRow,
  { copy, nonce }: FileGrant & { readonly copy: FileCopy },
): Promise<boolean> {
  const { viewer: actor, clock, newId, database } = context;
  const viewed = { fileId, act: CustodyAct.VIEWED, detail: { copy, address: nonce } };
  return inTransaction(database, async (tx) => {
    // Sent at once; what follows the lock sees what was committed while it was waited for.
    const [, key, file] = await Promise.all([
      lockDisputeForFiles(tx, disputeId),
      readDisputeKey(tx, disputeId),
      readEvidenceFile(tx, fileId),
    ]);
    if (key === null || key.wrapped === null) return false;
    if (file === null || !copiesOf(actor, file).includes(copy)) return false;
    // A player asks for many parts of a recording.
    if (await hasCustody(tx, viewed, actor)) return true;
    await appendCustody(tx, { disputeId, actor, occurredAt: clock.now(), newId, entries: [viewed] });
    return true;
  });
}
