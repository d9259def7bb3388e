import { RefusedError } from "../../domain/errors.js";
import type { UseCaseContext } from "../use-case.js";
import type { OwnFile } from "./awaited-file.js";
import { evidenceOf } from "./evidence-setting.js";
import type { DirectUploads, StagedPart } from "./object-storage.js";
import { receiveUpload } from "./receive-upload.js";

/** Bytes of a part that a client sends to the storage itself; the last is shorter. */
const PART_BYTES = 64 * 1024 * 1024;

/** The parts in which a file of so many bytes is sent to the storage. */
export function directParts(byteSize: number): StagedPart[] {
  return Array.from({ length: Math.ceil(byteSize / PART_BYTES) }, (_, index) => {
    const offset = index * PART_BYTES;
    return { offset, byteSize: Math.min(PART_BYTES, byteSize - offset) };
  });
}

/** How many bytes of an upload a client has sent to the storage itself. */
export async function directSize(direct: DirectUploads, file: Pick<OwnFile, "id">): Promise<number> {
  const sent = await direct.parts(file.id);
  return sent.reduce((sum, { byteSize }) => sum + byteSize, 0);
}

/**
 * Takes a file that was sent to the storage itself: it is read from there, hashed, encrypted and removed there.
 * @throws RefusedError HASH_MISMATCH (all has to be sent again), STATE_CONFLICT if the whole is there already
 */
export async function fetchDirect(
  context: UseCaseContext,
  direct: DirectUploads,
  file: OwnFile,
): Promise<void> {
  try {
    await receiveUpload(context, file, sentParts(direct, file));
  } catch (error) {
    if (error instanceof RefusedError) await direct.remove(file.id);
    throw error;
  }
  await direct.remove(file.id);
}

async function* sentParts(direct: DirectUploads, file: OwnFile): AsyncGenerator<Uint8Array> {
  for (const { offset } of directParts(Number(file.byteSize))) yield* await direct.get(file.id, offset);
}

/** The addresses to which a client sends the parts of a file; null where all bytes pass the platform. */
export async function directUrls(
  context: UseCaseContext,
  {
    fileId,
    byteSize,
    expiresAt,
  }: { readonly fileId: string; readonly byteSize: number; readonly expiresAt: Date },
): Promise<readonly (StagedPart & { readonly url: string })[] | null> {
  const { direct } = evidenceOf(context).storage;
  if (direct === null) return null;
  const seconds = Math.max(1, Math.floor((expiresAt.getTime() - context.clock.now().getTime()) / 1_000));
  const signed = directParts(byteSize).map(async (part) => ({
    ...part,
    url: await direct.urlOf(fileId, part, seconds),
  }));
  return Promise.all(signed);
}
