import { PDFDict, PDFName, type PDFDocument } from "@cantoo/pdf-lib";
import { FileFinding } from "../../../../domain/evidence/file-finding.js";
import { dictionariesOf, hasKey, nameIn } from "./walk.js";

/** What a viewer might do with a PDF by itself or at a click. */
export interface PdfHazards {
  /** Reasons to keep it sealed. */
  readonly dangers: readonly FileFinding[];
  /** What only has to be told. */
  readonly remarks: readonly FileFinding[];
}

const ACTIONS: Readonly<Record<string, FileFinding>> = {
  JavaScript: FileFinding.PDF_SCRIPT,
  Launch: FileFinding.PDF_LAUNCH,
  ImportData: FileFinding.PDF_OUTSIDE_ACTION,
  GoToE: FileFinding.PDF_OUTSIDE_ACTION,
  GoToR: FileFinding.PDF_OUTSIDE_ACTION,
  Rendition: FileFinding.PDF_ACTIVE_CONTENT,
  Movie: FileFinding.PDF_ACTIVE_CONTENT,
  Sound: FileFinding.PDF_ACTIVE_CONTENT,
  RichMediaExecute: FileFinding.PDF_ACTIVE_CONTENT,
};
const ACTIVE_KINDS = new Set(["RichMedia", "3D", "Movie", "Screen", "Sound"]);

/** Looks through all objects of a document, reachable or not: a viewer that mends files may reach any. */
export function pdfHazards(document: PDFDocument): PdfHazards {
  const dangers = new Set<FileFinding>();
  const remarks = new Set<FileFinding>();
  for (const dictionary of dictionariesOf(document)) {
    const action = ACTIONS[nameIn(dictionary, "S")];
    if (action !== undefined) dangers.add(action);
    if (hasKey(dictionary, "JS") || hasKey(dictionary, "JavaScript")) dangers.add(FileFinding.PDF_SCRIPT);
    if (hasKey(dictionary, "XFA") || isActive(dictionary)) dangers.add(FileFinding.PDF_ACTIVE_CONTENT);
    if (submitsItself(dictionary)) dangers.add(FileFinding.PDF_OUTSIDE_ACTION);
    if (nameIn(dictionary, "FT") === "Sig" && hasKey(dictionary, "V")) remarks.add(FileFinding.PDF_SIGNED);
  }
  return { dangers: [...dangers], remarks: [...remarks] };
}

function isActive(dictionary: PDFDict): boolean {
  return (
    ACTIVE_KINDS.has(nameIn(dictionary, "Subtype")) && (hasKey(dictionary, "Rect") || hasKey(dictionary, "P"))
  );
}

/** Whether opening the document or a page sends a form; at the click of a button it is the copy that cares. */
function submitsItself(dictionary: PDFDict): boolean {
  const opening = dictionary.lookup(PDFName.of("OpenAction"));
  const additional = dictionary.lookup(PDFName.of("AA"));
  const actions = additional instanceof PDFDict ? additional.keys().map((key) => additional.lookup(key)) : [];
  return [opening, ...actions].some(
    (action) => action instanceof PDFDict && nameIn(action, "S") === "SubmitForm",
  );
}
