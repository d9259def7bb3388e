import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DossierPress } from "../../services/dossier/press.js";
import type { RulingPress } from "../../services/ruling/open-ruling-document.js";
import { printedOf } from "./pdf/printed.js";
import { PdfThread, type PdfThreadOptions } from "./pdf-thread.js";
import { programFolder } from "./program-folder.js";
import { thumbnailOf } from "./thumbnail.js";

/** What makes documents, with the program's own font and verifier. */
export interface Press extends DossierPress {
  /** Makes the PDF of a ruling. */
  readonly ruling: RulingPress;
  /** Ends what is under way; whoever waits for it gets PdfThreadLost, so that its job is tried again. */
  stop(): Promise<void>;
}

/** Makes a press, which has a thread of its own once it makes a PDF. */
export function createPress(options: PdfThreadOptions = {}): Press {
  const thread = new PdfThread(options);
  return {
    thumbnail: async (picture) => {
      const jpeg = await thumbnailOf(picture);
      return jpeg && shared(jpeg);
    },
    pdf: (document) => thread.make({ kind: "dossier", document: printedOf(document) }),
    ruling: (document) => thread.make({ kind: "ruling", document }),
    verifier: () => readFile(join(programFolder(), "verifier", "verify.mjs")),
    stop: () => thread.stop(),
  };
}

/** A copy that the thread reads where it is: to copy a thousand pictures to it would take as long as a page. */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
