import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FileFinding } from "../../../../domain/evidence/file-finding.js";
import type { Passage } from "../../../../domain/evidence/redaction.js";
import type { ChildRequest, Verdict } from "../../protocol.js";
import { decodeText, extentOf } from "../charset.js";
import { reject } from "../verdicts.js";
import { redacted } from "./verdicts.js";

/** The same for every passage, so that its length tells nothing; in a table it is no formula. */
const MARK = "[redacted]";
const NAME = "shared.txt";

/** Writes a text in UTF-8 with a mark in the place of each passage. */
export async function removePassages(
  request: ChildRequest,
  contentType: string,
  passages: readonly Passage[],
): Promise<Verdict> {
  const decoded = decodeText(await readFile(request.path));
  if (decoded === null) return reject(FileFinding.REDACTION_NOT_POSSIBLE, contentType);
  // An e-mail says in its header which encoding it has, and must not lie.
  if (contentType === "message/rfc822" && decoded.charset !== "utf-8")
    return reject(FileFinding.REDACTION_NOT_POSSIBLE, contentType);
  const text = without(decoded.text, passages);
  if (text === null) return reject(FileFinding.REDACTION_OUT_OF_BOUNDS, contentType);
  await writeFile(join(request.workFolder, NAME), text, { flag: "wx" });
  return redacted({ name: NAME, contentType }, extentOf(text));
}

/** Null if a passage does not lie in the text. Overlapping passages are one. */
function without(text: string, passages: readonly Passage[]): string | null {
  const inOrder = passages.toSorted((one, other) => one.from - other.from);
  const place = placesIn(text);
  const kept: string[] = [];
  let end = 0;
  for (const { from, to } of merged(inOrder)) {
    const [start, stop] = [place(from), place(to)];
    if (start === null || stop === null) return null;
    kept.push(text.slice(end, start));
    end = stop;
  }
  kept.push(text.slice(end));
  return kept.join(MARK);
}

/** One for those that touch or overlap. @param inOrder by where they begin */
export function merged(inOrder: readonly Passage[]): Passage[] {
  const apart: { from: number; to: number }[] = [];
  for (const { from, to } of inOrder) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  return apart;
}

/** Finds where a character begins, counted in code points; asked in rising order. Null beyond the end. */
function placesIn(text: string): (character: number) => number | null {
  let unit = 0;
  let count = 0;
  return (character) => {
    for (; count < character; count += 1) {
      if (unit >= text.length) return null;
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    }
    return unit;
  };
}
