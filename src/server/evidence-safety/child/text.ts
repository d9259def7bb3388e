import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FileFinding } from "../../../domain/evidence/file-finding.js";
import type { ChildRequest, Verdict } from "../protocol.js";
import { decodeText, extentOf } from "./charset.js";
import { examineEmail } from "./email.js";
import { isMarkup } from "./kind.js";
import { typeOfName } from "./names.js";
import { reject, take } from "./verdicts.js";

const MAXIMUM_BYTES = 20 * 1_048_576;
const MAXIMUM_DEPTH = 100;
// What PostgreSQL refuses, what a terminal obeys, and what makes a reader see another text than is there. The joiners
// U+200C and U+200D stay inside words of scripts that need them, and between the parts of an emoji.
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|(?<![\p{L}\p{M}\p{Emoji}\ufe0f])[\u200c\u200d]/gu;
const NUMBER = /^[-+]?[\d.,\s]*\d[\d.,\s]*%?$/;

/** Examines text, CSV, JSON and e-mail. The copy for others is in UTF-8 and without hidden characters and formulas. */
export async function examineText(request: ChildRequest, size: number): Promise<Verdict> {
  if (size > MAXIMUM_BYTES) return reject(FileFinding.TOO_LARGE, "text/plain");
  const bytes = await readFile(request.path);
  const decoded = decodeText(bytes);
  if (decoded === null) return reject(unreadable(request.filename));
  if (isMarkup(Buffer.from(decoded.text.slice(0, 4_096)))) return reject(FileFinding.MARKUP);
  const type = textType(request);
  if (type === "message/rfc822") return examineEmail(decoded.text);
  if (type === "application/json") return examineJson(request, decoded.text);
  const cleaned = clean(decoded.text, type === "text/csv");
  return withCopy(request, { type, cleaned, isSame: Buffer.from(cleaned.text).equals(bytes) });
}

function unreadable(filename: string): FileFinding {
  return typeOfName(filename) === null ? FileFinding.TYPE_UNKNOWN : FileFinding.TYPE_MISMATCH;
}

function textType(request: ChildRequest): string {
  const types = [typeOfName(request.filename), request.declaredType.split(";")[0]?.trim().toLowerCase()];
  return (
    types.find((type) => type === "text/csv" || type === "application/json" || type === "message/rfc822") ??
    "text/plain"
  );
}

interface Cleaned {
  readonly text: string;
  readonly findings: readonly string[];
}

function clean(text: string, isTable: boolean): Cleaned {
  const findings: string[] = [];
  const visible = text.replace(HIDDEN, "");
  // A mark of the byte order at the very beginning is part of the encoding.
  if (visible !== text.replace(/^\ufeff/, "")) findings.push(FileFinding.TEXT_HIDDEN_CHARACTERS_REMOVED);
  if (!isTable) return { text: visible, findings };
  const harmless = neutraliseFormulas(visible);
  if (harmless !== visible) findings.push(FileFinding.TEXT_FORMULA_NEUTRALISED);
  return { text: harmless, findings };
}

/**
 * Puts an apostrophe before a cell that a spreadsheet would take for a formula; numbers with a sign stay. The bounds
 * keep the search linear in a text that is all blanks.
 */
function neutraliseFormulas(text: string): string {
  return text.replace(
    /(^|[\n\r,;\t])( {0,20}"?)([\t ]{0,20}[=+\-@][^\n\r,;"]*)/g,
    (whole, before: string, open: string, cell: string) =>
      NUMBER.test(cell.trim()) ? whole : `${before}${open}'${cell}`,
  );
}

async function examineJson(request: ChildRequest, text: string): Promise<Verdict> {
  const type = "application/json";
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    const cleaned = clean(text, false);
    return withCopy(request, { type: "text/plain", cleaned, isSame: cleaned.text === text });
  }
  const state = { changed: false };
  const harmless = cleanValue(value, state, 0);
  if (!state.changed) {
    return withCopy(request, { type, cleaned: clean(text, false), isSame: clean(text, false).text === text });
  }
  const cleaned = {
    text: JSON.stringify(harmless, null, 1),
    findings: [FileFinding.TEXT_HIDDEN_CHARACTERS_REMOVED],
  };
  return withCopy(request, { type, cleaned, isSame: false });
}

/** Escapes in JSON hide characters from a look at its text: its strings are what counts. */
function cleanValue(value: unknown, state: { changed: boolean }, depth: number): unknown {
  if (depth > MAXIMUM_DEPTH) throw new RangeError("The JSON is nested too deeply.");
  if (typeof value === "string") {
    const cleaned = value.replace(HIDDEN, "");
    if (cleaned !== value) state.changed = true;
    return cleaned;
  }
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, state, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      cleanValue(key, state, depth + 1),
      cleanValue(item, state, depth + 1),
    ]),
  );
}

async function withCopy(
  request: ChildRequest,
  { type, cleaned, isSame }: { type: string; cleaned: Cleaned; isSame: boolean },
): Promise<Verdict> {
  const extent = extentOf(cleaned.text);
  if (isSame) return take(type, cleaned.findings, null, extent);
  await writeFile(join(request.workFolder, "shared.txt"), cleaned.text, { flag: "wx" });
  return take(type, cleaned.findings, { name: "shared.txt", contentType: type }, extent);
}
