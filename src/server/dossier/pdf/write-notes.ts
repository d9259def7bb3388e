import type { ReadableNotes } from "./readable.js";
import { timeOf } from "./time.js";
import type { Writing } from "./write-pdf.js";

/** Writes what was said about a ruling after it was served: slips that were corrected, and what it means. */
export function writeNotes(
  { sheet, words: { fields }, names }: Pick<Writing, "sheet" | "words" | "names">,
  { corrections, clarifications }: ReadableNotes,
): void {
  for (const { correctedAt, correctedBy, reason, changes } of corrections) {
    const by = correctedBy === null ? "" : ` · ${correctedBy.publicName}`;
    sheet.pair(fields.correction, `${timeOf(correctedAt)}${by} · ${reason}`);
    for (const { path, before, after } of changes) sheet.paragraph(`${path}: ${before} → ${after}`);
  }
  for (const { side, question, requestedAt, answer } of clarifications) {
    const who = names.role(side === "SHOPPER" ? "SHOPPER" : "MERCHANT_AGENT");
    sheet.pair(fields.question, `${timeOf(requestedAt)} · ${who} · ${question}`);
    if (answer !== null) sheet.pair(fields.answer, answer);
  }
}
