import { ParseSpeeds, PDFDocument } from "@cantoo/pdf-lib";
import { readFile } from "node:fs/promises";
import { FileFinding } from "../../../../domain/evidence/file-finding.js";
import type { ChildRequest, Verdict } from "../../protocol.js";
import { quarantine, reject, take } from "../verdicts.js";
import { endsAsZip } from "../zip-directory.js";
import { pdfAttachments } from "./attachments.js";
import { pdfHazards } from "./hazards.js";
import { writeSharedPdf } from "./shared-copy.js";

const TYPE = "application/pdf";
const MAXIMUM_BYTES = 50 * 1_048_576;
const END_BYTES = 2_048;

/**
 * Examines a PDF. One without a table of its objects is refused even where a lenient reader could mend it: what the
 * mended file shows would depend on the reader.
 */
export async function examinePdf(request: ChildRequest, size: number): Promise<Verdict> {
  if (size > MAXIMUM_BYTES) return reject(FileFinding.TOO_LARGE, TYPE);
  const bytes = await readFile(request.path);
  if (endsAsZip(bytes.subarray(-66_000))) return reject(FileFinding.POLYGLOT, TYPE);
  if (!hasObjectTable(bytes)) return reject(FileFinding.PDF_BROKEN, TYPE);
  const document = await parse(bytes);
  if (document === null) return reject(FileFinding.PDF_BROKEN, TYPE);
  const hazards = pdfHazards(document);
  const attachments = pdfAttachments(document);
  const dangers = [...hazards.dangers];
  if (attachments.some(({ isDangerous }) => isDangerous)) dangers.push(FileFinding.PDF_ATTACHMENT_DANGEROUS);
  if (dangers.length > 0) return quarantine(dangers, TYPE);
  if (document.isEncrypted) return take(TYPE, [FileFinding.PDF_ENCRYPTED], null);
  const { removed, shared } = await writeSharedPdf(document, request.workFolder);
  return take(TYPE, [...hazards.remarks, ...removed], shared);
}

/** Whether the file's last `startxref` leads to a table or stream of cross-references. */
function hasObjectTable(bytes: Buffer): boolean {
  const end = bytes.subarray(-END_BYTES).toString("latin1");
  const pointers = [...end.matchAll(/startxref\s+(\d{1,12})\s+%%EOF/g)];
  const pointer = pointers.at(-1)?.[1];
  if (pointer === undefined) return false;
  const start = Number(pointer);
  return /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(bytes.subarray(start, start + 64).toString("latin1"));
}

async function parse(bytes: Buffer): Promise<PDFDocument | null> {
  try {
    const document = await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      throwOnInvalidObject: true,
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
    });
    return document.getPageCount() > 0 ? document : null;
  } catch (error) {
    if (error instanceof Error && /memory|allocation/i.test(error.message)) throw error;
    return null;
  }
}
