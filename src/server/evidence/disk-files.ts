import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";

/** Bytes that are gathered before they are written, so that small pieces do not cost a call each. */
const WRITE_BYTES = 512 * 1024;

/** Writes buffers to a file in few calls. */
export class BatchWriter {
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;
  /** Bytes given so far. */
  written = 0;

  constructor(private readonly file: FileHandle) {}

  /** Takes a piece. It must not be changed afterwards. */
  async write(bytes: Uint8Array): Promise<void> {
    this.pending.push(bytes);
    this.pendingBytes += bytes.byteLength;
    this.written += bytes.byteLength;
    if (this.pendingBytes >= WRITE_BYTES) await this.flush();
  }

  /** Writes what was gathered. */
  async flush(): Promise<void> {
    let left = this.pending;
    [this.pending, this.pendingBytes] = [[], 0];
    while (left.length > 0) {
      const { bytesWritten } = await this.file.writev(left);
      left = withoutFirst(left, bytesWritten);
    }
  }
}

/** What is left of some buffers when the first bytes of them have been written. */
function withoutFirst(buffers: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let skip = bytes;
  return buffers.flatMap((buffer) => {
    const skipped = Math.min(skip, buffer.byteLength);
    skip -= skipped;
    return skipped === buffer.byteLength ? [] : [buffer.subarray(skipped)];
  });
}

/** Makes what a folder lists durable: names are part of the folder, not of the file. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder that nobody else may look into, and the name of it durable. */
export async function makeFolder(folder: string): Promise<void> {
  const created = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (created !== undefined) await syncFolder(dirname(created));
}

/**
 * Writes a new file and gives it its name only when all of it is durable: a killed process leaves the whole file or
 * a temporary one that counts for nothing.
 * @param temporary path of the file while it is written, in a folder of the same disk
 * @param write writes all bytes and answers the path of the finished file, whose folder exists
 */
export async function writeDurably(
  temporary: string,
  write: (writer: BatchWriter) => Promise<string>,
): Promise<void> {
  const file = await open(temporary, "wx", 0o600);
  try {
    const writer = new BatchWriter(file);
    const path = await write(writer);
    await writer.flush();
    await file.sync();
    await file.close();
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Whether an error says that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
}

/** The names in a folder; none if there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** How many milliseconds ago a file or folder was last written; null if it is not there. */
export async function ageOf(path: string): Promise<number | null> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** @throws Error if a stream was not as long as it was said to be */
export function requireSize(written: number, byteSize: number): void {
  if (written !== byteSize) throw new Error(`${byteSize} bytes were announced and ${written} came.`);
}
