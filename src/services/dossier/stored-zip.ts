/*
 * A dossier is a ZIP in one form only: entries one after the other without a gap, stored as they are, no dates, no extra
 * fields, no comments. So its length is known before it is written, and a verifier refuses every byte that is otherwise.
 * The twin of this file is the reader in verifier/verify.mjs.
 */

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** Where the fields of a ZIP end; ZIP64 is left to those who need it. */
const MAXIMUM_BYTES = 0xffff_fffe;
const MAXIMUM_ENTRIES = 10_000;
/** 1 January 1980, midnight. */
const NO_DATE = 0x0021_0000;
/** An ordinary file that everybody may read. */
const ORDINARY_FILE = 0x81a4_0000;

/** What goes into a ZIP. */
export interface ZipEntry {
  /** Slashes between folders. */
  readonly path: string;
  readonly byteSize: number;
  readonly crc: number;
  /** The bytes, `byteSize` of them. */
  readonly read: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** How many bytes a ZIP of these entries has. @throws Error if it would be more than a ZIP can be */
export function zipSizeOf(entries: readonly ZipEntry[]): number {
  const sizes = entries.map(
    ({ path, byteSize }) => LOCAL_BYTES + CENTRAL_BYTES + 2 * Buffer.byteLength(path) + byteSize,
  );
  const size = sizes.reduce((sum, each) => sum + each, END_BYTES);
  if (size > MAXIMUM_BYTES || entries.length > MAXIMUM_ENTRIES) {
    throw new Error(`A dossier of ${entries.length} entries and ${size} bytes is more than a ZIP can hold.`);
  }
  return size;
}

/** Writes a ZIP as it is read, in constant memory. @throws Error if an entry is longer or shorter than it should be */
export async function* zipOf(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.path);
    const shared = sharedFields(entry, name);
    directory.push(centralRecord(shared, name, offset));
    yield Buffer.concat([signature(0x04034b50), shared, name]);
    let written = 0;
    for await (const piece of entry.read()) {
      written += piece.byteLength;
      yield piece;
    }
    if (written !== entry.byteSize) throw new Error(`${entry.path} has another length than it should.`);
    offset += LOCAL_BYTES + name.length + written;
  }
  const central = Buffer.concat(directory);
  yield central;
  yield endRecord(entries.length, central.length, offset);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Version, flags, method, date, checksum and lengths: the same before an entry and in the directory. */
function sharedFields({ byteSize, crc }: ZipEntry, name: Buffer): Buffer {
  const fields = Buffer.alloc(LOCAL_BYTES - 4);
  fields.writeUInt16LE(20, 0);
  // Names are UTF-8.
  fields.writeUInt16LE(0x0800, 2);
  fields.writeUInt32LE(NO_DATE, 6);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(byteSize, 14);
  fields.writeUInt32LE(byteSize, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function centralRecord(shared: Buffer, name: Buffer, offset: number): Buffer {
  const madeBy = Buffer.from([20, 3]);
  const rest = Buffer.alloc(CENTRAL_BYTES - 4 - madeBy.length - shared.length);
  rest.writeUInt32LE(ORDINARY_FILE, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(0x02014b50), madeBy, shared, rest, name]);
}

function endRecord(count: number, byteSize: number, offset: number): Buffer {
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(byteSize, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
