import { RefusedError } from "../../domain/errors.js";
import type { EvidenceFileRow } from "../../persistence/evidence-file.store.js";
import { seal, SEAL_BYTES, unseal } from "./encryption/sealed-bytes.js";
import type { UseCaseContext } from "../use-case.js";
import type { OwnFile } from "./awaited-file.js";
import { evidenceOf } from "./evidence-setting.js";
import type { StagedPart } from "./object-storage.js";
import { receiveUpload, requireDataKey } from "./receive-upload.js";
import { refuseTooLong } from "./upload-refusals.js";

/** Bytes after which what has arrived is made durable, so that a broken upload goes on from there. */
const PART_BYTES = 4 * 1024 * 1024;

/** How many bytes of an upload are there without a gap, and so from which byte it goes on. */
export async function stagedSize(context: UseCaseContext, file: EvidenceFileRow): Promise<number> {
  if (file.objectAddress !== null) return Number(file.byteSize);
  return endOf(await evidenceOf(context).storage.staging.parts(file.id));
}

function endOf(parts: readonly StagedPart[]): number {
  let end = 0;
  for (const { offset, byteSize } of parts) if (offset === end) end += byteSize - SEAL_BYTES;
  return end;
}

/**
 * Takes a part of an upload, from the byte on that {@link stagedSize} gave. What has come when the stream breaks stays.
 * With the last byte the whole is received.
 * @returns how many bytes are there
 * @throws RefusedError FILE_TOO_LARGE, HASH_MISMATCH (all has to be sent again), STATE_CONFLICT; and what the stream throws
 */
export async function resumeUpload(
  context: UseCaseContext,
  file: OwnFile,
  { offset, bytes }: { readonly offset: number; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<number> {
  const { staging } = evidenceOf(context).storage;
  const dataKey = requireDataKey(file);
  let end = offset;
  let gathered: Uint8Array[] = [];
  let length = 0;
  const keep = async (): Promise<void> => {
    if (length === 0) return;
    const clear = Buffer.concat(gathered);
    [gathered, length] = [[], 0];
    await staging.put(file.id, end, seal(dataKey, clear, partName(file, end)));
    end += clear.length;
  };
  try {
    for await (const piece of bytes) {
      if (end + length + piece.byteLength > Number(file.byteSize)) refuseTooLong(file);
      gathered.push(piece);
      length += piece.byteLength;
      if (length >= PART_BYTES) await keep();
    }
  } finally {
    await keep();
  }
  if (end === Number(file.byteSize)) await joinParts(context, file);
  return end;
}

function partName(file: OwnFile, offset: number): string {
  return `part:${file.id}:${offset}`;
}

/**
 * Puts the parts of an upload together. If they are not what was announced all of it has to be sent again.
 * @throws RefusedError HASH_MISMATCH, STATE_CONFLICT if the whole is there already
 */
export async function joinParts(context: UseCaseContext, file: OwnFile): Promise<void> {
  const { staging } = evidenceOf(context).storage;
  const dataKey = requireDataKey(file);
  try {
    await receiveUpload(context, file, joined(context, file, dataKey));
  } catch (error) {
    // After a fault of ours what has come is still good, and completing tries again.
    if (error instanceof RefusedError) await staging.remove(file.id);
    throw error;
  }
  await staging.remove(file.id);
}

async function* joined(
  context: UseCaseContext,
  file: OwnFile,
  dataKey: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const { staging } = evidenceOf(context).storage;
  let end = 0;
  for (const { offset } of await staging.parts(file.id)) {
    if (offset !== end) continue;
    const pieces: Uint8Array[] = [];
    for await (const piece of await staging.get(file.id, offset)) pieces.push(piece);
    const clear = unseal(dataKey, Buffer.concat(pieces), partName(file, offset));
    end += clear.length;
    yield clear;
  }
}
