import type { Block, RulingDocument } from "../../../services/ruling/document/blocks.js";
import { words } from "../../../services/ruling/document/words.js";
import { Sheet } from "./sheet.js";

/** Longer than any text of a ruling: nothing of it is cut. */
const WHOLE = 100_000;

/** Writes the document of a ruling. @param font TrueType, with Latin and Chinese letters */
export async function writeRuling(document: RulingDocument, font: Uint8Array): Promise<Uint8Array> {
  const { title, language, blocks, madeAt } = document;
  const { page } = words[language];
  const sheet = new Sheet({
    ...{ font, title, createdAt: madeAt, pageLabel: page, shortened: "…", maximumText: WHOLE },
  });
  sheet.title(title);
  for (const block of blocks) writeBlock(sheet, block);
  return sheet.end();
}

function writeBlock(sheet: Sheet, block: Block): void {
  switch (block.kind) {
    case "heading":
      sheet.heading(block.text);
      return;
    case "pair":
      sheet.pair(block.name, block.value);
      return;
    case "text":
      sheet.paragraph(block.text);
  }
}
