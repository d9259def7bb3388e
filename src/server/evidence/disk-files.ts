import { closeSync, fsync, openSync } from "node:fs";
import { mkdir, readdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

const sync = promisify(fsync);

/**
 * Makes what a folder lists durable: names are part of the folder, not of the file. Opening and closing one that is in use
 * waits for no disk, so that neither is worth a thread.
 */
export async function syncFolder(folder: string): Promise<void> {
  const descriptor = openSync(folder, "r");
  try {
    await sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a folder that nobody else may look into, and the name of it durable. */
export async function makeFolder(folder: string): Promise<void> {
  const created = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (created !== undefined) await syncFolder(dirname(created));
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
