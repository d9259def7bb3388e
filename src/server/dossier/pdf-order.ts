import type { RulingDocument } from "../../services/ruling/document/blocks.js";
import type { PrintedDossier } from "./pdf/printed.js";

/** What a thread is to make a PDF of. */
export type PdfOrder =
  | { readonly kind: "dossier"; readonly document: PrintedDossier }
  | { readonly kind: "ruling"; readonly document: RulingDocument };

/** The PDF, or why there is none. */
export type PdfAnswer = { readonly pdf: Uint8Array } | { readonly error: unknown };
