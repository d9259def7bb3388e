import { closeSync, fsyncSync, mkdirSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { isMissing } from "./disk-files.js";

// For threads that do nothing else meanwhile.

/** Makes what a folder lists durable: names are part of the folder, not of the file. */
export function syncFolderNow(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes what counts for nothing. Where that cannot be done it stays, until it is collected. */
export function removeNow(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What went wrong before is what is told.
  }
}

/**
 * Does something that needs the folder of a path, which is made if there is none: nobody else may look into it, and the name
 * of it is durable.
 */
export function inFolder<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!isMissing(error)) throw error;
    const created = mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if (created !== undefined) syncFolderNow(dirname(created));
    return work();
  }
}
