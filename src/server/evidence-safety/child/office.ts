import { FileFinding } from "../../../domain/evidence/file-finding.js";
import type { ChildRequest, Verdict } from "../protocol.js";
import { quarantine, reject, take } from "./verdicts.js";
import { readZipDirectory, readZipText, type ZipEntry } from "./zip-directory.js";

const OFFICE = "application/vnd.openxmlformats-officedocument";
const DOCX = `${OFFICE}.wordprocessingml.document`;
const XLSX = `${OFFICE}.spreadsheetml.sheet`;
const INFLATED_MAXIMUM = 200 * 1_048_576;
const FILE_MAXIMUM = 50 * 1_048_576;
const PART_MAXIMUM = 1_048_576;
const RELATIONS_MAXIMUM = 50;

/** Takes a Word or Excel file after a look at its directory and its relations; any other ZIP is an archive. */
export async function examineOffice(request: ChildRequest, size: number): Promise<Verdict> {
  const entries = await readZipDirectory(request.path);
  const type = entries === null ? null : officeType(entries);
  if (entries === null || type === null) return reject(FileFinding.ARCHIVE, "application/zip");
  if (size > FILE_MAXIMUM || inflatedSize(entries) > INFLATED_MAXIMUM)
    return reject(FileFinding.TOO_LARGE, type);
  return examineParts(request.path, entries, type);
}

async function examineParts(path: string, entries: readonly ZipEntry[], type: string): Promise<Verdict> {
  if (entries.some(({ name }) => isUnsafeName(name))) return reject(FileFinding.OFFICE_BROKEN, type);
  if (await hasMacro(path, entries)) return reject(FileFinding.OFFICE_MACRO, type);
  if (entries.some(({ name }) => /\/embeddings\/.*\.bin$|\/activeX\//i.test(name))) {
    return quarantine([FileFinding.OFFICE_EMBEDDED_OBJECT], type);
  }
  const outside = await loadsFromOutside(path, entries);
  if (outside === null) return reject(FileFinding.OFFICE_BROKEN, type);
  if (outside) return quarantine([FileFinding.OFFICE_EXTERNAL_CONTENT], type);
  const hasProperties = entries.some(({ name }) => name.startsWith("docProps/"));
  return take(type, hasProperties ? [FileFinding.METADATA_KEPT] : [], null);
}

function officeType(entries: readonly ZipEntry[]): string | null {
  const names = new Set(entries.map(({ name }) => name));
  if (!names.has("[Content_Types].xml")) return null;
  if (names.has("word/document.xml")) return DOCX;
  return names.has("xl/workbook.xml") ? XLSX : null;
}

function inflatedSize(entries: readonly ZipEntry[]): number {
  return entries.reduce((sum, { uncompressed }) => sum + uncompressed, 0);
}

function isUnsafeName(name: string): boolean {
  return name.startsWith("/") || /(^|[\\/])\.\.([\\/]|$)|\\|^[a-z]:/i.test(name);
}

async function hasMacro(path: string, entries: readonly ZipEntry[]): Promise<boolean> {
  if (entries.some(({ name }) => /vbaProject|vbaData|macrosheets\//i.test(name))) return true;
  const types = entries.find(({ name }) => name === "[Content_Types].xml");
  const text = types === undefined ? null : await readZipText(path, types, PART_MAXIMUM);
  return text === null || /macroEnabled|vbaProject/i.test(text);
}

/** Whether a relation has a program load a template, frame or object from elsewhere; null where it cannot be told. */
async function loadsFromOutside(path: string, entries: readonly ZipEntry[]): Promise<boolean | null> {
  const relations = entries.filter(({ name }) => name.endsWith(".rels"));
  if (relations.length > RELATIONS_MAXIMUM) return null;
  for (const entry of relations) {
    const text = await readZipText(path, entry, PART_MAXIMUM);
    if (text === null) return null;
    for (const [relation] of text.matchAll(/<Relationship\b[^>]*>/g)) {
      const isExternal = /TargetMode\s*=\s*["']External["']/i.test(relation);
      if (
        isExternal &&
        /\/(attachedTemplate|oleObject|frame|subDocument|externalLink\w*)["']/i.test(relation)
      ) {
        return true;
      }
    }
  }
  return false;
}
