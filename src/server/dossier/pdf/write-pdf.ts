import type { ChainLink } from "../../../services/dossier/chains.js";
import { codes, type Codes } from "./codes.js";
import { writeCase } from "./write-case.js";
import { writeEvidence } from "./write-evidence.js";
import { labels, type Labels } from "./labels.js";
import type { PrintedChain, PrintedDossier } from "./printed.js";
import { Sheet } from "./sheet.js";
import { timeOf } from "./time.js";

/** What every part of the document needs. */
export interface Writing extends PrintedDossier {
  readonly sheet: Sheet;
  readonly words: Labels;
  readonly names: Codes;
}

/** Writes the readable part of a dossier. @param font TrueType, with Latin and Chinese letters */
export async function writePdf(document: PrintedDossier, font: Uint8Array): Promise<Uint8Array> {
  const { content, language, exportedAt } = document;
  const words = labels[language];
  const title = words.title(String(content.dispute["number"]));
  const sheet = new Sheet({
    ...{ font, title, createdAt: exportedAt, pageLabel: words.page, shortened: words.wholeInJson },
  });
  const writing = { ...document, sheet, words, names: codes[language] };
  sheet.title(title);
  sheet.paragraph(words.made(timeOf(exportedAt.toISOString())));
  sheet.paragraph(words.seenBy[content.view]);
  writeCase(writing);
  writeEvidence(writing);
  writeStatements(writing);
  writeChains(writing);
  writeProof(writing);
  return sheet.end();
}

function writeStatements({ sheet, words, names, content }: Writing): void {
  sheet.heading(words.sections.statements);
  const { shown, left } = content.statements;
  if (shown.length === 0) sheet.paragraph(words.none);
  for (const { authorRole, sentAt, text, channel } of shown) {
    const when = timeOf(sentAt.toISOString());
    sheet.paragraph(`${when} · ${names.role(authorRole)} · ${names.other(channel)}`, { quiet: true });
    sheet.paragraph(text, { indent: true });
  }
  writeMore({ sheet, words }, left);
}

/** Says how much is left out here. */
function writeMore({ sheet, words }: Pick<Writing, "sheet" | "words">, left: number): void {
  if (left > 0) sheet.paragraph(words.more(left));
}

function writeChains(writing: Writing): void {
  const { words, names, content } = writing;
  const files = new Map(content.files.map(({ row }) => [row.id, row.filename]));
  writeLinks(writing, { heading: words.sections.timeline, chain: content.events }, (link) => {
    return `${names.event(link["type"])} (${names.role(link["actorRole"])})`;
  });
  writeLinks(writing, { heading: words.sections.custody, chain: content.custody }, (link) => {
    const fileId = String(link["fileId"]);
    return `${files.get(fileId) ?? fileId}: ${names.act(link["act"])} (${names.role(link["actorRole"])})`;
  });
}

function writeLinks(
  { sheet, words }: Writing,
  { heading, chain }: { readonly heading: string; readonly chain: PrintedChain },
  textOf: (link: ChainLink) => string,
): void {
  sheet.heading(heading);
  if (chain.shown.length === 0) sheet.paragraph(words.none);
  for (const link of chain.shown) {
    const isWithheld = link["withheld"] === true;
    const said = isWithheld ? words.withheld : `${timeOf(String(link["occurredAt"]))}  ${textOf(link)}`;
    sheet.paragraph(`${link.sequence}.  ${said}`, { quiet: isWithheld });
  }
  writeMore({ sheet, words }, chain.left);
}

function writeProof({ sheet, words, content }: Writing): void {
  sheet.heading(words.sections.proof);
  sheet.paragraph(words.howToCheck);
  sheet.pair(words.fields.eventHead, content.events.head);
  sheet.pair(words.fields.custodyHead, content.custody.head);
}
