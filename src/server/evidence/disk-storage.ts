import { createReadStream } from "node:fs";
import { open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  isAddress,
  isUploadId,
  ObjectMissingError,
  requireAddress,
  requireUploadId,
  type ByteRange,
  type EvidenceStorage,
  type ObjectStorage,
  type StagedPart,
  type UploadStaging,
} from "../../services/evidence/object-storage.js";
import { ageOf, isMissing, makeFolder, namesIn, requireSize } from "./disk-files.js";
import { WritingFolder, type OpenFile } from "./durable-write.js";

const READ_BYTES = 256 * 1024;

/**
 * Keeps evidence on the local disk: objects in `objects/<first two digits>/<address>`, parts of unfinished uploads in
 * `staging/<upload>/<offset>`, what is being written in `writing/`.
 * @param folder absolute path; it is made when something is first stored
 * @param openFile how files that are written are opened, default the system's way
 */
export function createDiskStorage(folder: string, openFile?: OpenFile): EvidenceStorage {
  const writing = new WritingFolder(join(folder, "writing"), openFile);
  return {
    objects: new DiskObjects(folder, writing),
    staging: new DiskStaging(folder, writing),
    direct: null,
  };
}

/** Makes folders at most once in the life of the process. */
class Folders {
  private readonly made = new Map<string, Promise<void>>();

  async make(folder: string): Promise<void> {
    const making = this.made.get(folder) ?? makeFolder(folder);
    this.made.set(folder, making);
    try {
      await making;
    } catch (error) {
      this.made.delete(folder);
      throw error;
    }
  }
}

class DiskObjects implements ObjectStorage {
  private readonly folders = new Folders();
  private readonly root: string;

  constructor(
    folder: string,
    private readonly writing: WritingFolder,
  ) {
    this.root = join(folder, "objects");
  }

  private folderOf(address: string): string {
    return join(this.root, requireAddress(address).slice(0, 2));
  }

  private pathOf(address: string): string {
    return join(this.folderOf(address), address);
  }

  async put(bytes: AsyncIterable<Uint8Array>, byteSize: number, addressOf: () => string): Promise<string> {
    let address = "";
    await this.writing.write(async (writer) => {
      for await (const piece of bytes) await writer.write(piece);
      requireSize(writer.written, byteSize);
      address = addressOf();
      await this.folders.make(this.folderOf(address));
      return this.pathOf(address);
    });
    return address;
  }

  async get(address: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    return readFile(this.pathOf(address), range);
  }

  async remove(address: string): Promise<void> {
    await rm(this.pathOf(address), { force: true });
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
    const folder = this.folderOf(uploadId);
    await makeFolder(folder);
    await this.writing.write(async (writer) => {
      await writer.write(bytes);
      return join(folder, nameOf(offset));
    });
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
