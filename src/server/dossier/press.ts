import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { DossierPress } from "../../services/dossier/press.js";
import type { RulingPress } from "../../services/ruling/open-ruling-document.js";
import { writePdf } from "./pdf/write-pdf.js";
import { writeRuling } from "./pdf/write-ruling.js";
import { programFolder } from "./program-folder.js";
import { thumbnailOf } from "./thumbnail.js";

/** Latin and simplified Chinese in one file, under the SIL Open Font License. */
const FONT = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";

/** What makes the parts of dossiers, with the program's own font and verifier. */
export function createDossierPress(): DossierPress {
  return {
    thumbnail: thumbnailOf,
    pdf: async (document) => writePdf(document, await readFont()),
    verifier: () => readFile(join(programFolder(), "verifier", "verify.mjs")),
  };
}

/** Makes the PDF of a ruling. */
export const pressRuling: RulingPress = async (document) => writeRuling(document, await readFont());

function readFont(): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve(FONT));
}
