import { randomUUID } from "node:crypto";
import { closeSync, constants, fsync, ftruncate, open, write } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { alignedMemory, BLOCK_BYTES, ROOM_BYTES } from "./aligned-memory.js";
import { makeFolder, syncFolder } from "./disk-files.js";

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
/** The flag that asks to write past the page cache. Not every system has it. */
const DIRECT = (constants as { readonly O_DIRECT?: number }).O_DIRECT ?? 0;

/** How a file is opened. @returns its descriptor */
export type OpenFile = (path: string, flags: number, mode: number) => Promise<number>;

/** Where files are written until they are whole and durable. */
export class WritingFolder {
  private making: Promise<void> | null = null;
  private trying: Promise<boolean> | null = null;

  /**
   * @param path of the folder, on the disk on which the files stay; it is made when something is first written
   * @param openFile default the system's
   */
  constructor(
    readonly path: string,
    private readonly openFile: OpenFile = opened,
  ) {}

  /**
   * Writes a new file and gives it its name only when all of it is durable: a killed process leaves the whole file or
   * a temporary one that counts for nothing.
   * @param fillWith writes all bytes and answers the path of the finished file, whose folder exists
   */
  async write(fillWith: (writer: BatchWriter) => Promise<string>): Promise<void> {
    await this.make();
    const temporary = join(this.path, randomUUID());
    const descriptor = await this.openNew(temporary);
    try {
      const path = await fill(descriptor, fillWith);
      await rename(temporary, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  private async make(): Promise<void> {
    this.making ??= makeFolder(this.path);
    try {
      await this.making;
    } catch (error) {
      this.making = null;
      throw error;
    }
  }

  /**
   * Opens a new file for direct writing: what is written once and rarely read gains nothing from the page cache, and the
   * copy into it costs more than the writing. Where the file system does not do that, it is written as usual.
   */
  private async openNew(path: string): Promise<number> {
    this.trying ??= this.canWriteDirectly(join(this.path, randomUUID()));
    return this.openFile(path, (await this.trying) ? NEW_FILE | DIRECT : NEW_FILE, 0o600);
  }

  private async canWriteDirectly(path: string): Promise<boolean> {
    if (DIRECT === 0) return false;
    try {
      const descriptor = await this.openFile(path, NEW_FILE | DIRECT, 0o600);
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
}
