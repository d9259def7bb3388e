import { randomUUID } from "node:crypto";
import { closeSync, constants, fsync, ftruncate, open, write } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { alignedMemory, BLOCK_BYTES, ROOM_BYTES } from "./aligned-memory.js";
import { syncFolder } from "./disk-files.js";

// On bare descriptors: a handle of Node closes in a thread, which costs more than the closing.
const opened = promisify(open);
const sync = promisify(fsync);
const truncate = promisify(ftruncate);
const writeAt = promisify(write);

/** Writes a stream of buffers to a file in few calls, past the page cache where the file system can. */
export class BatchWriter {
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;
  private placed = 0;

  /** @param descriptor of a new file */
  constructor(private readonly descriptor: number) {}

  /** Bytes given so far. */
  get written(): number {
    return this.placed + this.pendingBytes;
  }

  /** Takes a piece. It must not be changed afterwards. */
  async write(bytes: Uint8Array): Promise<void> {
    this.pending.push(bytes);
    this.pendingBytes += bytes.byteLength;
    while (this.pendingBytes >= ROOM_BYTES) await this.place(ROOM_BYTES);
  }

  /** Writes what was gathered: whole blocks, of which what is too much is cut off. */
  async end(): Promise<void> {
    await this.place(this.pendingBytes);
    if (this.placed % BLOCK_BYTES !== 0) await truncate(this.descriptor, this.placed);
  }

  private async place(length: number): Promise<void> {
    const taken = this.take(length);
    await alignedMemory.lend(async (room) => {
      let end = 0;
      for (const piece of taken) {
        room.set(piece, end);
        end += piece.byteLength;
      }
      const whole = Math.ceil(length / BLOCK_BYTES) * BLOCK_BYTES;
      room.fill(0, end, whole);
      let done = 0;
      while (done < whole) {
        const { bytesWritten } = await writeAt(this.descriptor, room, done, whole - done, this.placed + done);
        done += bytesWritten;
      }
    });
    this.placed += length;
  }

  private take(length: number): Uint8Array[] {
    const taken: Uint8Array[] = [];
    let left = length;
    while (left > 0) {
      const [piece] = this.pending.splice(0, 1) as [Uint8Array];
      taken.push(piece.subarray(0, left));
      if (piece.byteLength > left) this.pending.unshift(piece.subarray(left));
      left -= Math.min(left, piece.byteLength);
    }
    this.pendingBytes -= length;
    return taken;
  }
}

/**
 * Writes a new file and gives it its name only when all of it is durable: a killed process leaves the whole file or
 * a temporary one that counts for nothing.
 * @param temporary path of the file while it is written, in a folder of the same disk
 * @param fillWith writes all bytes and answers the path of the finished file, whose folder exists
 */
export async function writeDurably(
  temporary: string,
  fillWith: (writer: BatchWriter) => Promise<string>,
): Promise<void> {
  const descriptor = await openNew(temporary);
  try {
    const path = await fill(descriptor, fillWith);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function fill(descriptor: number, fillWith: (writer: BatchWriter) => Promise<string>): Promise<string> {
  try {
    const writer = new BatchWriter(descriptor);
    const path = await fillWith(writer);
    await writer.end();
    await sync(descriptor);
    return path;
  } finally {
    closeSync(descriptor);
  }
}

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
/** Not every system has it. */
const DIRECT = (constants as { readonly O_DIRECT?: number }).O_DIRECT ?? 0;

/** By folder: whether files in it can be written past the page cache. */
const directFolders = new Map<string, Promise<boolean>>();

/**
 * Opens a new file for direct writing: what is written once and rarely read gains nothing from the page cache, and the copy
 * into it costs more than the writing. Where the file system does not do that, it is written as usual.
 */
async function openNew(path: string): Promise<number> {
  const folder = dirname(path);
  const trying = directFolders.get(folder) ?? canWriteDirectly(join(folder, randomUUID()));
  directFolders.set(folder, trying);
  return opened(path, (await trying) ? NEW_FILE | DIRECT : NEW_FILE, 0o600);
}

async function canWriteDirectly(path: string): Promise<boolean> {
  if (DIRECT === 0) return false;
  try {
    const descriptor = await opened(path, NEW_FILE | DIRECT, 0o600);
    try {
      await alignedMemory.lend((room) => writeAt(descriptor, room, 0, BLOCK_BYTES, 0));
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch {
    return false;
  } finally {
    await rm(path, { force: true });
  }
}
