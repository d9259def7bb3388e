import type { RedactionPlan } from "../../domain/evidence/redaction.js";
import type { Examination } from "./examiner.js";

/** A file from which parts are to be removed, in the clear, in a folder of its own. */
export interface FileToRedact {
  /** Absolute path of the bytes. No part of it comes from a client. */
  readonly path: string;
  /** The media type of the bytes, as the examination found it. */
  readonly contentType: string;
  readonly plan: RedactionPlan;
  /** Absolute path of an empty folder for the copy; whoever asks removes it. */
  readonly workFolder: string;
}

/**
 * Makes a copy of a file without some parts, within bounds of time and memory: SANITISE with the copy as `shared`, or
 * REJECT with a finding that says why there is none. It never throws for a bad file.
 */
export type RedactFile = (file: FileToRedact) => Promise<Examination>;
