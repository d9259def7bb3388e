import type { ChainLink } from "../../../services/dossier/chains.js";
import type { DossierDocument } from "../../../services/dossier/press.js";
import { codes, type Codes } from "./codes.js";
import { writeCase } from "./write-case.js";
import { writeEvidence } from "./write-evidence.js";
import { labels, type Labels } from "./labels.js";
import { Sheet } from "./sheet.js";
import { timeOf } from "./time.js";

/** Links of one chain that are shown to people. */
const MAXIMUM_LINKS = 5_000;
/** Statements that are shown to people. */
const MAXIMUM_STATEMENTS = 2_000;

/** What every part of the document needs. */
export interface Writing extends DossierDocument {
  readonly sheet: Sheet;
  readonly words: Labels;
  readonly names: Codes;
}

/** Writes the readable part of a dossier. @param font TrueType, with Latin and Chinese letters */
export async function writePdf(document: DossierDocument, font: Uint8Array): Promise<Uint8Array> {
  const { content, language, exportedAt } = document;
  const words = labels[language];
  const title = words.title(String(content.dispute["number"]));
  const sheet = new Sheet({
    ...{ font, title, createdAt: exportedAt, pageLabel: words.page, shortened: words.wholeInJson },
  });
  const writing = { ...document, sheet, words, names: codes[language] };
  sheet.title(title);
  await sheet.paragraph(words.made(timeOf(exportedAt.toISOString())));
  await sheet.paragraph(words.seenBy[content.view]);
  await writeCase(writing);
  await writeEvidence(writing);
  await writeStatements(writing);
  await writeChains(writing);
  await writeProof(writing);
  return sheet.end();
}

async function writeStatements({ sheet, words, names, content }: Writing): Promise<void> {
  sheet.heading(words.sections.statements);
  if (content.statements.length === 0) await sheet.paragraph(words.none);
  for (const { authorRole, sentAt, text, channel } of content.statements.slice(0, MAXIMUM_STATEMENTS)) {
    const when = timeOf(sentAt.toISOString());
    await sheet.paragraph(`${when} · ${names.role(authorRole)} · ${names.other(channel)}`, { quiet: true });
    await sheet.paragraph(text, { indent: true });
  }
  await writeMore({ sheet, words }, content.statements.length - MAXIMUM_STATEMENTS);
}

/** Says how much is left out here. */
async function writeMore({ sheet, words }: Pick<Writing, "sheet" | "words">, left: number): Promise<void> {
  if (left > 0) await sheet.paragraph(words.more(left));
}

async function writeChains(writing: Writing): Promise<void> {
  const { words, names, content } = writing;
  const files = new Map(content.files.map(({ row }) => [row.id, row.filename]));
  await writeLinks(writing, { heading: words.sections.timeline, links: content.events.links }, (link) => {
    return `${names.event(link["type"])} (${names.role(link["actorRole"])})`;
  });
  await writeLinks(writing, { heading: words.sections.custody, links: content.custody.links }, (link) => {
    const fileId = String(link["fileId"]);
    return `${files.get(fileId) ?? fileId}: ${names.act(link["act"])} (${names.role(link["actorRole"])})`;
  });
}

async function writeLinks(
  { sheet, words }: Writing,
  { heading, links }: { readonly heading: string; readonly links: readonly ChainLink[] },
  textOf: (link: ChainLink) => string,
): Promise<void> {
  sheet.heading(heading);
  if (links.length === 0) await sheet.paragraph(words.none);
  for (const link of links.slice(0, MAXIMUM_LINKS)) {
    const isWithheld = link["withheld"] === true;
    const said = isWithheld ? words.withheld : `${timeOf(String(link["occurredAt"]))}  ${textOf(link)}`;
    await sheet.paragraph(`${link.sequence}.  ${said}`, { quiet: isWithheld });
  }
  await writeMore({ sheet, words }, links.length - MAXIMUM_LINKS);
}

async function writeProof({ sheet, words, content }: Writing): Promise<void> {
  sheet.heading(words.sections.proof);
  await sheet.paragraph(words.howToCheck);
  await sheet.pair(words.fields.eventHead, content.events.head);
  await sheet.pair(words.fields.custodyHead, content.custody.head);
}
