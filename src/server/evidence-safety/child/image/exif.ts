/** What EXIF says that others need not know. */
export interface ExifFacts {
  readonly hasLocation: boolean;
  readonly hasAuthor: boolean;
  readonly hasCameraOwner: boolean;
  /** The dates in it, in milliseconds since 1970, as if they were UTC. */
  readonly datesMs: readonly number[];
  /** Texts in it, to be looked through for markup. */
  readonly texts: readonly string[];
}

const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const LATITUDE = 2;
/** Artist and what Windows calls the author. */
const AUTHORS = new Set([0x013b, 0x9c9d]);
const CAMERA_OWNER = 0xa430;
const DATES = new Set([0x0132, 0x9003, 0x9004]);
const ENTRIES_MAXIMUM = 500;
const ASCII = 2;

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly value: Buffer;
  readonly number: number;
}

/** Reads the few tags that matter; whatever is broken is taken for absent, since the copy has no EXIF at all. */
export function readExif(exif: Buffer | undefined): ExifFacts {
  const tiff = exif === undefined ? Buffer.alloc(0) : exif.subarray(startOfTiff(exif));
  const isLittle = tiff[0] === 0x49;
  const read = reader(tiff, isLittle);
  const main = directory(tiff, read.long(4), read);
  const sub = main.filter(({ tag }) => tag === EXIF_DIRECTORY);
  const gps = main.filter(({ tag }) => tag === GPS_DIRECTORY);
  const entries = [...main, ...sub.flatMap(({ number }) => directory(tiff, number, read))];
  const named = entries.filter(({ value }) => textOf(value) !== "");
  const location = gps.flatMap(({ number }) => directory(tiff, number, read));
  return {
    hasLocation: location.some(({ tag }) => tag === LATITUDE),
    hasAuthor: named.some(({ tag }) => AUTHORS.has(tag)),
    hasCameraOwner: named.some(({ tag }) => tag === CAMERA_OWNER),
    datesMs: entries.filter(({ tag }) => DATES.has(tag)).flatMap(({ value }) => dateOf(textOf(value))),
    texts: entries.filter(({ type }) => type === ASCII).map(({ value }) => textOf(value)),
  };
}

function startOfTiff(exif: Buffer): number {
  return exif.subarray(0, 4).toString("latin1") === "Exif" ? 6 : 0;
}

interface Reader {
  short(at: number): number;
  long(at: number): number;
}

function reader(tiff: Buffer, isLittle: boolean): Reader {
  const fits = (at: number, length: number): boolean => at >= 0 && at + length <= tiff.length;
  return {
    short: (at) => (fits(at, 2) ? (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)) : 0),
    long: (at) => (fits(at, 4) ? (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)) : 0),
  };
}

const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

function directory(tiff: Buffer, start: number, read: Reader): Entry[] {
  if (start === 0) return [];
  const count = Math.min(read.short(start), ENTRIES_MAXIMUM);
  return Array.from({ length: count }, (_, index) => {
    const at = start + 2 + index * 12;
    const type = read.short(at + 2);
    const length = (SIZES[type] ?? 1) * read.long(at + 4);
    const from = length <= 4 ? at + 8 : read.long(at + 8);
    return {
      tag: read.short(at),
      type,
      value: tiff.subarray(from, from + length),
      number: read.long(at + 8),
    };
  });
}

function textOf(value: Buffer): string {
  return value.toString("latin1").replace(/\0/g, "").trim();
}

function dateOf(text: string): number[] {
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(text);
  if (parts === null) return [];
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  return [Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)];
}
