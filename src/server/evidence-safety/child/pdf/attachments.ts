import { PDFDict, PDFHexString, PDFName, PDFRawStream, PDFString, type PDFDocument } from "@cantoo/pdf-lib";
import { constants, inflateSync } from "node:zlib";
import { isExecutable } from "../kind.js";
import { extensionOf, hasExecutableName } from "../names.js";
import { dictionariesOf, hasKey, nameIn } from "./walk.js";

/** A file inside a PDF. */
export interface PdfAttachment {
  /** Whether it is a program, a script, an archive or cannot be read. */
  readonly isDangerous: boolean;
}

const HEAD_BYTES = 16_384;
const INFLATED_MAXIMUM = 32 * 1_048_576;
const ARCHIVE = /^(PK\u0003\u0004|PK\u0005\u0006|Rar!|7z\u00bc\u00af|\u001f\u008b|BZh|MSCF|\u00fd7zXZ)/;
const ARCHIVE_NAMES = new Set([
  "zip",
  "rar",
  "7z",
  "gz",
  "tar",
  "tgz",
  "bz2",
  "xz",
  "cab",
  "docm",
  "xlsm",
  "pptm",
]);

/** Finds all embedded files, by their specifications and by themselves. */
export function pdfAttachments(document: PDFDocument): readonly PdfAttachment[] {
  const found: PdfAttachment[] = [];
  for (const dictionary of dictionariesOf(document)) {
    if (!hasKey(dictionary, "EF")) continue;
    found.push({ isDangerous: namesOf(dictionary).some(isDangerousName) });
  }
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || !isEmbedded(document, object)) continue;
    found.push({ isDangerous: isDangerousContent(object) });
  }
  return found;
}

/** Whether a stream is an embedded file: by its type, or because a specification points to it. */
function isEmbedded(document: PDFDocument, stream: PDFRawStream): boolean {
  if (nameIn(stream.dict, "Type") === "EmbeddedFile") return true;
  return embeddedStreams(document).has(stream);
}

const known = new WeakMap<PDFDocument, ReadonlySet<unknown>>();

function embeddedStreams(document: PDFDocument): ReadonlySet<unknown> {
  const cached = known.get(document);
  if (cached !== undefined) return cached;
  const streams = new Set<unknown>();
  for (const dictionary of dictionariesOf(document)) {
    const files = dictionary.lookup(PDFName.of("EF"));
    if (files instanceof PDFDict) for (const key of files.keys()) streams.add(files.lookup(key));
  }
  known.set(document, streams);
  return streams;
}

function namesOf(specification: PDFDict): string[] {
  return ["F", "UF", "DOS", "Unix", "Mac"].flatMap((key) => {
    const value = specification.lookup(PDFName.of(key));
    return value instanceof PDFString || value instanceof PDFHexString ? [value.decodeText()] : [];
  });
}

function isDangerousName(name: string): boolean {
  return hasExecutableName(name) || ARCHIVE_NAMES.has(extensionOf(name));
}

function isDangerousContent(stream: PDFRawStream): boolean {
  const head = headOf(stream);
  if (head === null) return true;
  const text = head.toString("latin1");
  return (
    isExecutable(head) || ARCHIVE.test(text) || text.startsWith("#!") || text.includes("EICAR-STANDARD-")
  );
}

/** The first bytes of a stream; null where it is compressed in a way that is not usual for files. */
function headOf(stream: PDFRawStream): Buffer | null {
  const bytes = Buffer.from(stream.contents.subarray(0, HEAD_BYTES));
  if (!hasKey(stream.dict, "Filter")) return bytes;
  if (nameIn(stream.dict, "Filter") !== "FlateDecode" && !isSingleFlate(stream.dict)) return null;
  try {
    return inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: INFLATED_MAXIMUM });
  } catch {
    return null;
  }
}

function isSingleFlate(dictionary: PDFDict): boolean {
  return /^\[\s*\/(FlateDecode|Fl)\s*\]$/.test(dictionary.lookup(PDFName.of("Filter"))?.toString() ?? "");
}
