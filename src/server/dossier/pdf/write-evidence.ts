import type { DossierFile } from "../../../services/dossier/content.js";
import type { DossierItem } from "../../../persistence/dossier-content.store.js";
import { timeOf } from "./time.js";
import type { Writing } from "./write-pdf.js";

/** Writes the evidence item by item, with small pictures. */
export function writeEvidence(writing: Writing): void {
  const { sheet, words, content } = writing;
  sheet.heading(words.sections.evidence);
  const { shown, left } = content.items;
  if (shown.length === 0) sheet.paragraph(words.none);
  const files = new Map(content.files.map((file) => [file.row.id, file]));
  for (const [index, item] of shown.entries()) {
    writeItem(writing, { item, index, files });
  }
  if (left > 0) sheet.paragraph(words.more(left));
}

function writeItem(
  writing: Writing,
  at: {
    readonly item: DossierItem;
    readonly index: number;
    readonly files: ReadonlyMap<string, DossierFile>;
  },
): void {
  const { sheet, words, names } = writing;
  const { slot, side, source, status, narrative, submittedAt, exchangedAt, lateGround, decisionReason } =
    at.item;
  const who =
    side === null ? names.other(source) : names.role(side === "SHOPPER" ? "SHOPPER" : "MERCHANT_AGENT");
  const when = submittedAt === null ? "" : ` · ${timeOf(submittedAt.toISOString())}`;
  sheet.paragraph(`${at.index + 1}.  ${names.other(slot)} · ${who} · ${names.other(status)}${when}`);
  if (exchangedAt !== null) {
    sheet.paragraph(`${words.fields.exchanged} ${timeOf(exchangedAt.toISOString())}`, {
      quiet: true,
      indent: true,
    });
  }
  if (narrative !== null) sheet.paragraph(narrative, { indent: true });
  if (source === "SYSTEM") sheet.paragraph(words.fields.record, { quiet: true, indent: true });
  if (lateGround !== null) sheet.pair(words.fields.lateGround, lateGround);
  if (decisionReason !== null) sheet.pair(words.fields.reason, decisionReason);
  for (const file of filesOf(at)) writeFile(writing, file);
}

/** The files that were handed in, each with the redacted copy that stands in its place. */
function filesOf({
  item,
  files,
}: {
  readonly item: DossierItem;
  readonly files: ReadonlyMap<string, DossierFile>;
}): DossierFile[] {
  return item.files.flatMap(({ id }) => {
    const file = files.get(id);
    return [file, files.get(file?.row.redactedBy ?? "")].filter((each) => each !== undefined);
  });
}

function writeFile({ sheet, thumbnails }: Writing, file: DossierFile): void {
  const { row, path } = file;
  const where = path ?? row.status;
  sheet.paragraph(`${row.filename} · ${row.byteSize.toString()} B · ${where}`, { indent: true });
  sheet.paragraph(`SHA-256 ${row.sha256}`, { quiet: true, indent: true });
  const thumbnail = thumbnails.get(row.id);
  if (thumbnail !== undefined) sheet.picture(thumbnail);
}
