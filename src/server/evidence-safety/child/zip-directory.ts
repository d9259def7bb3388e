import { open, type FileHandle } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const DIRECTORY_MAXIMUM = 1_048_576;
const ENTRIES_MAXIMUM = 2_000;

/** An entry of a ZIP's directory; sizes in bytes, as the ZIP claims them. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly compressed: number;
  readonly uncompressed: number;
  readonly offset: number;
}

/** Whether these last bytes of a file hold the end of a ZIP's directory, wherever the ZIP begins. */
export function endsAsZip(tail: Buffer): boolean {
  return endOfDirectory(tail) !== null;
}

function endOfDirectory(tail: Buffer): number | null {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    if (at + END_BYTES + tail.readUInt16LE(at + 20) <= tail.length) return at;
  }
  return null;
}

/** Reads the directory of a ZIP, and nothing else; null where it is broken, has no entries or is larger than taken. */
export async function readZipDirectory(path: string): Promise<readonly ZipEntry[] | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const tail = await readAt(
      file,
      Math.max(0, size - END_BYTES - LONGEST_COMMENT),
      END_BYTES + LONGEST_COMMENT,
    );
    const end = endOfDirectory(tail);
    if (end === null) return null;
    const count = tail.readUInt16LE(end + 10);
    const length = tail.readUInt32LE(end + 12);
    if (count === 0 || count > ENTRIES_MAXIMUM || length > DIRECTORY_MAXIMUM) return null;
    return readEntries(await readAt(file, tail.readUInt32LE(end + 16), length), count);
  } finally {
    await file.close();
  }
}

function readEntries(directory: Buffer, count: number): readonly ZipEntry[] | null {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) return null;
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength).toString("utf8"),
      method: directory.readUInt16LE(at + 10),
      compressed: directory.readUInt32LE(at + 20),
      uncompressed: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Reads one entry as text; null where it is longer than the bound, whatever the directory claims, or broken.
 * @param maximum bytes, compressed and inflated
 */
export async function readZipText(path: string, entry: ZipEntry, maximum: number): Promise<string | null> {
  if (entry.compressed > maximum) return null;
  const file = await open(path, "r");
  try {
    const local = await readAt(file, entry.offset, LOCAL_BYTES);
    if (local.length < LOCAL_BYTES) return null;
    const start = entry.offset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
    const bytes = await readAt(file, start, entry.compressed);
    if (entry.method === 0) return bytes.toString("utf8");
    return entry.method === 8 ? inflateRawSync(bytes, { maxOutputLength: maximum }).toString("utf8") : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
