import type { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import type { UseCaseContext } from "../use-case.js";
import { documentOf, type RulingDocumentRequest } from "./document/gather.js";
import { htmlOf } from "./document/html.js";
import { rulingUrlOf } from "./ruling-document-url.js";

/** A ruling for people. */
export interface ReadRulingDocument {
  readonly language: DossierLanguage;
  /** A whole page. */
  readonly html: string;
  /** Where the viewer gets the same as a PDF; null where the platform gives out no files. */
  readonly pdf: { readonly url: string; readonly expiresAt: Date } | null;
}

/**
 * The ruling in force as a page for its viewer, and where the same is to be had as a PDF.
 * @returns null while there is no ruling
 * @throws RefusedError NOT_FOUND for a dispute that the viewer may not see
 */
export async function readRulingDocument(
  context: UseCaseContext,
  request: RulingDocumentRequest,
): Promise<ReadRulingDocument | null> {
  const document = await documentOf(context, request);
  if (document === null) return null;
  return { language: request.language, html: htmlOf(document), pdf: pdfOf(context, request) };
}

function pdfOf(
  { viewer, clock, evidence }: UseCaseContext,
  request: RulingDocumentRequest,
): ReadRulingDocument["pdf"] {
  if (evidence === undefined) return null;
  const expiresAt = new Date(clock.now().getTime() + evidence.limits.downloadMs);
  return { url: rulingUrlOf(evidence, { ...request, viewer, expiresAt }), expiresAt };
}
