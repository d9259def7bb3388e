import { FileFinding } from "../../../../domain/evidence/file-finding.js";
import { endsAsZip } from "../zip-directory.js";
import { readExif } from "./exif.js";
import type { JpegParts } from "./jpeg.js";
import type { PngParts } from "./png.js";

const DAY_MS = 86_400_000;
const MARKUP =
  /<\s*(script|img|svg|iframe|html|body|object|embed|link|meta|form)\b|<\?php|javascript:|\bon(error|load)\s*=/i;
const HIDDEN_FILE = /PK\u0003\u0004|%PDF-|^MZ|\u007fELF|Rar!|7z\u00bc\u00af/;

/** What is to be looked through beside the pixels. */
export interface Metadata {
  readonly exif: Buffer | undefined;
  readonly xmp: Buffer | undefined;
  readonly parts: JpegParts | PngParts | null;
  /** The whole file, where its end is not known. */
  readonly bytes: Buffer;
}

/** Names what metadata and appended bytes hold; nothing of it is in the copy for others. */
export function metadataFindings({ exif, xmp, parts, bytes }: Metadata, nowMs: number): string[] {
  const facts = readExif(exif);
  const packet = xmp?.toString("utf8") ?? "";
  const texts = [...facts.texts, packet, ...(parts?.texts ?? []).map((text) => text.toString("latin1"))];
  const found: [boolean, FileFinding][] = [
    [facts.hasLocation || texts.some((text) => text.includes("GPSLatitude")), FileFinding.LOCATION_REMOVED],
    [facts.hasAuthor, FileFinding.OWNER_REMOVED],
    [facts.hasCameraOwner, FileFinding.CAMERA_OWNER_REMOVED],
    [facts.datesMs.some((date) => date > nowMs + DAY_MS), FileFinding.DATE_IN_FUTURE],
    [texts.some((text) => MARKUP.test(text)), FileFinding.MARKUP_REMOVED],
    [parts !== null && "hasBomb" in parts && parts.hasBomb, FileFinding.METADATA_BOMB_REMOVED],
    [exif !== undefined || texts.some((text) => text.length > 0), FileFinding.METADATA_REMOVED],
  ];
  return [...found.filter(([holds]) => holds).map(([, code]) => code), ...tailFindings(parts, bytes)];
}

function tailFindings(parts: Metadata["parts"], bytes: Buffer): FileFinding[] {
  const tail = parts?.tail ?? Buffer.alloc(0);
  if (endsAsZip(bytes.subarray(-66_000)) || HIDDEN_FILE.test(tail.toString("latin1"))) {
    return [FileFinding.TRAILING_ARCHIVE_REMOVED];
  }
  return tail.length > 0 ? [FileFinding.TRAILING_DATA_REMOVED] : [];
}
