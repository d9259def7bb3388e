import type { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import type { DossierContent } from "./content.js";

/** What the readable part of a dossier tells. */
export interface DossierDocument {
  readonly language: DossierLanguage;
  readonly content: DossierContent;
  readonly exportedAt: Date;
  /** Small JPEGs by the id of their file. */
  readonly thumbnails: ReadonlyMap<string, Uint8Array>;
}

/** What makes the parts of a dossier that need fonts, pictures or files of the program itself. */
export interface DossierPress {
  /**
   * A small JPEG of a picture that we made ourselves, for the readable part.
   * @returns null if it cannot be shown
   */
  thumbnail(picture: Uint8Array): Promise<Uint8Array | null>;
  /** The readable part, as a PDF. */
  pdf(document: DossierDocument): Promise<Uint8Array>;
  /** The program that checks a dossier. */
  verifier(): Promise<Uint8Array>;
}
