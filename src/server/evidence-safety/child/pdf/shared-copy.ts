import { PDFName, PDFRef, type PDFDict, type PDFDocument, type PDFObject } from "@cantoo/pdf-lib";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FileFinding } from "../../../../domain/evidence/file-finding.js";
import type { Verdict } from "../../protocol.js";
import { childrenOf, dictionariesOf, hasKey, nameIn } from "./walk.js";

const METADATA_KEYS = ["Metadata", "PieceInfo"];
const ATTACHMENT_KEYS = ["EF", "AF", "EmbeddedFiles", "Collection"];

/**
 * Writes the copy of a PDF for others: without information on its author, embedded files, buttons that send the form,
 * and whatever earlier versions left in it. The document is changed.
 */
export async function writeSharedPdf(
  document: PDFDocument,
  workFolder: string,
): Promise<{ removed: readonly FileFinding[]; shared: NonNullable<Verdict["shared"]> }> {
  const removed = new Set<FileFinding>();
  if (document.context.trailerInfo.Info !== undefined) removed.add(FileFinding.METADATA_REMOVED);
  delete document.context.trailerInfo.Info;
  for (const dictionary of dictionariesOf(document)) {
    if (removeKeys(dictionary, METADATA_KEYS)) removed.add(FileFinding.METADATA_REMOVED);
    if (removeKeys(dictionary, ATTACHMENT_KEYS)) removed.add(FileFinding.PDF_ATTACHMENT_REMOVED);
    if (nameIn(dictionary, "S") === "SubmitForm") {
      removeKeys(dictionary, ["S", "F", "Fields"]);
      removed.add(FileFinding.PDF_FORM_SUBMISSION_REMOVED);
    }
  }
  removeUnreachable(document);
  const bytes = await document.save({ updateFieldAppearances: false, addDefaultPage: false });
  await writeFile(join(workFolder, "shared.pdf"), bytes, { flag: "wx" });
  return { removed: [...removed], shared: { name: "shared.pdf", contentType: "application/pdf" } };
}

function removeKeys(dictionary: PDFDict, keys: readonly string[]): boolean {
  const present = keys.filter((key) => hasKey(dictionary, key));
  for (const key of present) dictionary.delete(PDFName.of(key));
  return present.length > 0;
}

/** What nothing refers to any more would be written all the same. */
function removeUnreachable(document: PDFDocument): void {
  const { context } = document;
  const reached = new Set<PDFRef>();
  const open: PDFObject[] = [context.trailerInfo.Root].filter((root) => root !== undefined);
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (!(object instanceof PDFRef)) {
      open.push(...childrenOf(object));
      continue;
    }
    if (reached.has(object)) continue;
    reached.add(object);
    const target = context.lookup(object);
    if (target !== undefined) open.push(target);
  }
  for (const [reference] of context.enumerateIndirectObjects()) {
    if (!reached.has(reference)) context.delete(reference);
  }
}
