import { createReadStream } from "node:fs";
import { open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  isAddress,
  isUploadId,
  ObjectMissingError,
  requireUploadId,
  type ByteRange,
  type EvidenceStorage,
  type FileToStore,
  type ObjectStorage,
  type StagedPart,
  type UploadStaging,
} from "../../services/evidence/object-storage.js";
import type { SealedFile } from "../../services/evidence/encryption/file-sealer.js";
import { ageOf, isMissing, namesIn } from "./disk-files.js";
import { WritingFolder, type TakesDirectWrites } from "./durable-write.js";
import { exactly } from "./exactly.js";
import { objectPath } from "./object-path.js";

const READ_BYTES = 256 * 1024;

/**
 * Keeps evidence on the local disk: objects in `objects/<first two digits>/<address>`, parts of unfinished uploads in
 * `staging/<upload>/<offset>`, what is being written in `writing/`.
 * @param folder absolute path; it is made when something is first stored
 * @param takesDirectWrites default: it is tried
 */
export function createDiskStorage(folder: string, takesDirectWrites?: TakesDirectWrites): EvidenceStorage {
  const writing = new WritingFolder(join(folder, "writing"), takesDirectWrites);
  return {
    objects: new DiskObjects(folder, writing),
    staging: new DiskStaging(folder, writing),
    direct: null,
  };
}

class DiskObjects implements ObjectStorage {
  private readonly root: string;

  constructor(
    folder: string,
    private readonly writing: WritingFolder,
  ) {
    this.root = join(folder, "objects");
  }

  async put({ bytes, byteSize, key, sha256 }: FileToStore): Promise<SealedFile> {
    const counted = exactly(bytes, byteSize);
    const place = { objects: this.root };
    const sealed = await this.writing.write({ bytes: counted, key, sha256: sha256 ?? null, place });
    if (sealed === null) throw new Error("A file was stored without an address.");
    return sealed;
  }

  async get(address: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    return readFile(objectPath(this.root, address), range);
  }

  async remove(address: string): Promise<void> {
    await rm(objectPath(this.root, address), { force: true });
  }

  async *list(minimumAgeMs: number): AsyncGenerator<string> {
    await removeOld(this.writing.path, minimumAgeMs);
    for (const shard of await namesIn(this.root)) {
      for (const name of (await namesIn(join(this.root, shard))).filter(isAddress)) {
        const age = await ageOf(join(this.root, shard, name));
        if (age !== null && age >= minimumAgeMs) yield name;
      }
    }
  }
}

/** A process that was killed leaves what it was writing, and nothing names that. */
async function removeOld(folder: string, minimumAgeMs: number): Promise<void> {
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const age = await ageOf(path);
    if (age !== null && age >= minimumAgeMs) await rm(path, { force: true });
  }
}

class DiskStaging implements UploadStaging {
  private readonly root: string;

  constructor(
    folder: string,
    private readonly writing: WritingFolder,
  ) {
    this.root = join(folder, "staging");
  }

  private folderOf(uploadId: string): string {
    return join(this.root, requireUploadId(uploadId));
  }

  async put(uploadId: string, offset: number, bytes: Uint8Array): Promise<void> {
    const place = { path: join(this.folderOf(uploadId), nameOf(offset)) };
    await this.writing.write({ bytes: alone(bytes), key: null, sha256: null, place });
  }

  async parts(uploadId: string): Promise<readonly StagedPart[]> {
    const folder = this.folderOf(uploadId);
    const offsets = (await namesIn(folder)).map(Number).filter(Number.isSafeInteger);
    const sized = offsets
      .toSorted((one, other) => one - other)
      .map(async (offset) => ({ offset, byteSize: (await stat(join(folder, nameOf(offset)))).size }));
    return Promise.all(sized);
  }

  async get(uploadId: string, offset: number): Promise<AsyncIterable<Uint8Array>> {
    return readFile(join(this.folderOf(uploadId), nameOf(offset)));
  }

  async remove(uploadId: string): Promise<void> {
    await rm(this.folderOf(uploadId), { recursive: true, force: true });
  }

  async *list(minimumAgeMs: number): AsyncGenerator<string> {
    for (const name of (await namesIn(this.root)).filter(isUploadId)) {
      const age = await ageOf(join(this.root, name));
      if (age !== null && age >= minimumAgeMs) yield name;
    }
  }
}

function nameOf(offset: number): string {
  if (!Number.isSafeInteger(offset) || offset < 0) throw new Error(`${offset} is no offset.`);
  return String(offset);
}

/** Opens before it answers, so that a missing file shows at once and a removed one is still read to its end. */
async function readFile(path: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
  try {
    const handle = await open(path, "r");
    return createReadStream(path, { fd: handle, highWaterMark: READ_BYTES, ...range });
  } catch (error) {
    if (isMissing(error)) throw new ObjectMissingError(path.slice(path.lastIndexOf("/") + 1));
    throw error;
  }
}

async function* alone(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
