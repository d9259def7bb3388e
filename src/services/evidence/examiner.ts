import type { FileExtent } from "../../domain/evidence/redaction.js";

/** What is to be done with a file. */
export const FileTreatment = {
  /** It is what it says, whole and harmless. */
  ACCEPT: "ACCEPT",
  /** It is dangerous: keep it sealed, show it to nobody. */
  QUARANTINE: "QUARANTINE",
  /** It is unusable, or of a kind that is not taken. */
  REJECT: "REJECT",
  /** It is harmless in the copy that was made of it. */
  SANITISE: "SANITISE",
} as const;
export type FileTreatment = (typeof FileTreatment)[keyof typeof FileTreatment];

/** A file to be examined, in the clear, in a folder of its own. */
export interface FileToExamine {
  /** Absolute path of the bytes. No part of it comes from a client. */
  readonly path: string;
  /** The name that the client gave. */
  readonly filename: string;
  /** The media type that the client said. */
  readonly declaredType: string;
  /** Absolute path of an empty folder for copies; whoever asks removes it. */
  readonly workFolder: string;
}

/** What an examination found. */
export interface Examination {
  readonly treatment: FileTreatment;
  /** The media type that the content has; null where it has none that is known. */
  readonly contentType: string | null;
  /** What was found, as stable codes, such as EXIF_REMOVED or PDF_SCRIPT; none for an ordinary file. */
  readonly findings: readonly string[];
  /** The copy that others may see; null where they may see the original, or nothing. */
  readonly shared: { readonly path: string; readonly contentType: string } | null;
  /** How far the copy for others reaches, or the file where they see that; absent where nobody measured. */
  readonly extent?: FileExtent | undefined;
}

/**
 * Examines a file within bounds of time and memory. It never throws for a bad file: one that cannot be examined is
 * refused with a finding that says so.
 */
export type ExamineFile = (file: FileToExamine) => Promise<Examination>;
