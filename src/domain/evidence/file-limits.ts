import type { FileKind } from "./file-kinds.js";

const MIB = 1024 * 1024;

/** How much may be handed in; configuration. */
export interface EvidenceLimits {
  /** Bytes of one file, by kind. */
  readonly fileBytes: Readonly<Record<FileKind, number>>;
  /** Files that a side may have in one dispute. */
  readonly sideFiles: number;
  /** Bytes of all files that a side may have in one dispute. */
  readonly sideBytes: number;
  /** Files that one call can announce or complete. */
  readonly filesPerCall: number;
  /** Milliseconds in which an upload has to be finished. */
  readonly uploadMs: number;
  /** Milliseconds for which the address of a download is good. */
  readonly downloadMs: number;
}

/** What holds where the configuration says nothing else. */
export const defaultLimits: EvidenceLimits = {
  fileBytes: { AUDIO: 50 * MIB, DOCUMENT: 25 * MIB, IMAGE: 20 * MIB, TEXT: 5 * MIB, VIDEO: 200 * MIB },
  sideFiles: 100,
  sideBytes: 1024 * MIB,
  filesPerCall: 20,
  uploadMs: 60 * 60_000,
  downloadMs: 5 * 60_000,
};
