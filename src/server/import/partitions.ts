import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Rows wait in memory for this many characters before they are written. */
const BUFFER_LENGTH = 32_768;

/** Where a key belongs among `count` partitions: FNV-1a, the same on every run. */
export function partitionOf(key: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % count;
}

/**
 * Rows spread over files by the hash of a key, so that all rows of one key can be joined in the memory that
 * one partition takes. The files of a data set are not sorted alike; this is how they meet without a database.
 */
export class Partitions {
  private readonly buffers: string[];
  private readonly handles: (number | undefined)[];

  /** @param name must differ for each set of partitions in the folder */
  constructor(
    private readonly folder: string,
    private readonly name: string,
    private readonly count: number,
  ) {
    this.buffers = Array.from({ length: count }, () => "");
    this.handles = Array.from({ length: count }, () => undefined);
  }

  /** Adds a row to the partition of its key. */
  add(key: string, row: readonly string[]): void {
    const partition = partitionOf(key, this.count);
    const buffer = `${this.buffers[partition] ?? ""}${JSON.stringify(row)}\n`;
    this.buffers[partition] = buffer;
    if (buffer.length >= BUFFER_LENGTH) this.flush(partition);
  }

  /** Writes what waits and closes the files; call it before the first {@link read}. */
  seal(): void {
    for (let partition = 0; partition < this.count; partition += 1) {
      this.flush(partition);
      const handle = this.handles[partition];
      if (handle !== undefined) closeSync(handle);
      this.handles[partition] = undefined;
    }
  }

  /** The rows of one partition, in the order in which they were added. */
  read(partition: number): string[][] {
    const path = this.path(partition);
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as string[]);
  }

  private path(partition: number): string {
    return join(this.folder, `${this.name}-${partition}`);
  }

  private flush(partition: number): void {
    const buffer = this.buffers[partition] ?? "";
    if (buffer === "") return;
    const handle = this.handles[partition] ?? openSync(this.path(partition), "w");
    this.handles[partition] = handle;
    writeSync(handle, buffer);
    this.buffers[partition] = "";
  }
}
