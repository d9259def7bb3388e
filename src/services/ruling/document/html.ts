import type { Block, RulingDocument } from "./blocks.js";

const entities: Readonly<Record<string, string>> = {
  '"': "&quot;",
  "&": "&amp;",
  "'": "&#39;",
  "<": "&lt;",
  ">": "&gt;",
};

const style =
  "body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}" +
  "h2{font-size:1.2rem;margin:1.6rem 0 .4rem}p{margin:.3rem 0;white-space:pre-wrap}";

/** A document as a whole page: no scripts, nothing from elsewhere, and every text escaped. */
export function htmlOf({ language, title, blocks }: RulingDocument): string {
  const name = escaped(title);
  return [
    `<!doctype html><html lang="${language === "ZH" ? "zh-Hans" : "en"}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${name}</title><style>${style}</style></head><body><h1>${name}</h1>`,
    ...blocks.map(htmlOfBlock),
    "</body></html>",
  ].join("\n");
}

function htmlOfBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `<h2>${escaped(block.text)}</h2>`;
    case "pair":
      return `<p><strong>${escaped(block.name)}:</strong> <bdi>${escaped(block.value)}</bdi></p>`;
    case "text":
      return `<p dir="auto">${escaped(block.text)}</p>`;
  }
}

function escaped(text: string): string {
  return text.replace(/["&'<>]/g, (character) => entities[character] ?? "");
}
