import { createHash } from "node:crypto";
import { EvidenceFileStatus } from "../../domain/evidence/evidence-file.js";
import { FileCopy } from "../../domain/evidence/file-copies.js";
import type { Sql } from "../../persistence/database.js";
import { readStoredFile, readStoredFiles, type StoredFile } from "../../persistence/evidence-proof.store.js";
import { fileKeyOf, unwrapDataKey } from "../evidence/data-key.js";
import { DamagedFileError } from "../evidence/encryption/frame-format.js";
import { decrypted } from "../evidence/encryption/framed-cipher.js";
import { UnknownMasterKeyError } from "../evidence/encryption/key-ring.js";
import { evidenceOf } from "../evidence/evidence-setting.js";
import { ObjectMissingError } from "../evidence/object-storage.js";
import type { UseCaseContext } from "../use-case.js";
import { Chain, type BrokenLink } from "./broken-link.js";
import { nilUuid } from "./verify-log.js";

/** How many files were checked. */
export interface FileCounts {
  files: number;
  /** Those whose key was destroyed, as is on record. */
  erased: number;
  /** Bytes that were decrypted and hashed. */
  bytes: number;
}

const BATCH = 200;

/** Files of these have bytes. */
const kept: ReadonlySet<EvidenceFileStatus> = new Set([
  EvidenceFileStatus.ACCEPTED,
  EvidenceFileStatus.EXAMINING,
  EvidenceFileStatus.QUARANTINED,
  EvidenceFileStatus.SANITISED,
]);

/**
 * Checks every file whose bytes arrived, and gives out those that are not what custody says of them.
 * @param options.counts counts along what holds
 * @param options.bytes whether each stored copy is also read, decrypted and hashed, one after the other as a stream
 */
export async function* brokenFiles(
  context: Pick<UseCaseContext, "evidence">,
  sql: Sql,
  { counts, bytes }: { readonly counts: FileCounts; readonly bytes: boolean },
): AsyncGenerator<BrokenLink> {
  let place = { disputeId: nilUuid, createdAt: new Date(0), id: nilUuid };
  for (;;) {
    const batch = await readStoredFiles(sql, place, BATCH);
    for (const file of batch) {
      const problem =
        recordProblem(file) ?? (bytes ? await storedProblem(context, sql, { file, counts }) : null);
      if (problem !== null) {
        const { number: disputeNumber, id: fileId } = file;
        yield { disputeNumber, chain: Chain.FILES, sequence: 0, fileId, problem };
        continue;
      }
      counts.files += 1;
      if (file.status === EvidenceFileStatus.ERASED) counts.erased += 1;
    }
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    place = last;
  }
}

/** What the row of a file says against what is on record of it. */
function recordProblem(file: StoredFile): string | null {
  return hashProblem(file) ?? keyProblem(file);
}

function hashProblem(file: StoredFile): string | null {
  const { sha256, hashed, sharedSha256, sanitised, isRedaction, objectAddress } = file;
  // A redacted copy that is not made has no bytes to be told of.
  if (hashed === null ? !isRedaction || objectAddress !== null : hashed !== sha256)
    return "Its SHA-256 is not the one that was verified when it was received.";
  // None where there was one is no better: others would get the file as it was handed in.
  if (sharedSha256 === sanitised) return null;
  return "The SHA-256 of its copy for others is not the one on record.";
}

function keyProblem({ status, isErased, key, objectAddress }: StoredFile): string | null {
  const isDestroyed = key?.wrapped === null;
  if (status === EvidenceFileStatus.ERASED && !(isErased && isDestroyed))
    return "It counts as erased, but that is not on record, or its key is still there.";
  if (!kept.has(status)) return null;
  if (isDestroyed) return "Its key was destroyed, but the file was not erased.";
  return objectAddress === null ? "Its bytes should be kept, but nothing says where." : null;
}

/** The same for the stored bytes. A file that was erased or examined meanwhile is looked at as it is then. */
async function storedProblem(
  context: Pick<UseCaseContext, "evidence">,
  sql: Sql,
  { file, counts }: { readonly file: StoredFile; readonly counts: FileCounts },
): Promise<string | null> {
  if (!kept.has(file.status)) return null;
  const problem = await bytesProblem(context, file, counts);
  if (problem === null) return null;
  const now = await readStoredFile(sql, file.id);
  const isSame = now?.objectAddress === file.objectAddress && now.sharedAddress === file.sharedAddress;
  return isSame && now.status === file.status ? problem : null;
}

async function bytesProblem(
  context: Pick<UseCaseContext, "evidence">,
  file: StoredFile,
  counts: FileCounts,
): Promise<string | null> {
  const unwrapped = unwrap(context, file);
  if ("problem" in unwrapped) return unwrapped.problem;
  for (const { address, name, copy, sha256, byteSize } of copiesOf(file)) {
    if (address === null) continue;
    const read = await readCopy(context, address, { ...unwrapped, copy, fileId: file.id });
    if ("problem" in read) return `${name} ${read.problem}`;
    if (read.sha256 !== sha256 || String(read.byteSize) !== byteSize)
      return `${name} is not what is on record: its SHA-256 or its size is another.`;
    counts.bytes += read.byteSize;
  }
  return null;
}

function copiesOf(file: StoredFile) {
  const { objectAddress, sharedAddress, sha256, sharedSha256, byteSize, sharedByteSize } = file;
  const shared = { address: sharedAddress, sha256: sharedSha256, byteSize: sharedByteSize };
  return [
    { copy: FileCopy.ORIGINAL, name: "The stored original", address: objectAddress, sha256, byteSize },
    { copy: FileCopy.SHARED, name: "The stored copy for others", ...shared },
  ];
}

function unwrap(
  context: Pick<UseCaseContext, "evidence">,
  { disputeId, key }: StoredFile,
): { readonly dataKey: Uint8Array } | { readonly problem: string } {
  try {
    const dataKey = unwrapDataKey(context, disputeId, key);
    return dataKey === null ? { problem: "Its dispute has no key to decrypt it with." } : { dataKey };
  } catch (error) {
    if (error instanceof UnknownMasterKeyError || error instanceof DamagedFileError)
      return { problem: `The key of its dispute cannot be unwrapped: ${error.message}` };
    throw error;
  }
}

type ReadCopy = { readonly sha256: string; readonly byteSize: number } | { readonly problem: string };

async function readCopy(
  context: Pick<UseCaseContext, "evidence">,
  address: string,
  {
    dataKey,
    copy,
    fileId,
  }: { readonly dataKey: Uint8Array; readonly copy: FileCopy; readonly fileId: string },
): Promise<ReadCopy> {
  const hash = createHash("sha256");
  let belongsAt = "";
  let byteSize = 0;
  try {
    const stored = await evidenceOf(context).storage.objects.get(address);
    const note = (found: string): void => {
      belongsAt = found;
    };
    for await (const piece of decrypted(stored, fileKeyOf(dataKey, fileId, copy), note)) {
      hash.update(piece);
      byteSize += piece.byteLength;
    }
  } catch (error) {
    if (error instanceof ObjectMissingError) return { problem: "is missing in the storage." };
    if (!(error instanceof DamagedFileError)) throw error;
    return { problem: "cannot be decrypted: it was changed, or is another file's." };
  }
  if (belongsAt !== address) return { problem: "was changed where it is stored." };
  return { sha256: hash.digest("hex"), byteSize };
}
