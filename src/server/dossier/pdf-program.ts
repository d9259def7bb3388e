import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import { writePdf } from "./pdf/write-pdf.js";
import { writeRuling } from "./pdf/write-ruling.js";
import type { PdfAnswer, PdfOrder } from "./pdf-order.js";

/** Latin and simplified Chinese in one file, under the SIL Open Font License. */
const FONT = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";

async function write(order: PdfOrder): Promise<Uint8Array> {
  const font = await readFile(createRequire(import.meta.url).resolve(FONT));
  return order.kind === "dossier" ? writePdf(order.document, font) : writeRuling(order.document, font);
}

function answer(said: PdfAnswer, moved: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(said, moved);
}

/** The program of a thread that makes PDFs, one after the other. */
parentPort?.on("message", (order: PdfOrder) => {
  write(order).then(
    (pdf) => {
      // Memory of its own, which can be given away: a buffer may lie in one that others use too.
      const { buffer } = new Uint8Array(pdf);
      answer({ pdf: new Uint8Array(buffer) }, [buffer]);
    },
    (error: unknown) => {
      answer({ error });
    },
  );
});
