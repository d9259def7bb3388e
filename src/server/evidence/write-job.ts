import type { SealedFile } from "../../services/evidence/encryption/file-sealer.js";
import { FRAME_BYTES, type FileKey } from "../../services/evidence/encryption/frame-format.js";

/** Bytes that a writer is given at a time at most: whole frames, and a photograph of common size. */
export const ROOM_BYTES = 16 * FRAME_BYTES;

/** What the disk takes at once without a copy: a multiple of the blocks of every disk. */
export const BLOCK_BYTES = 4096;

/** How a new file begins. */
export interface Beginning {
  /** Where it is written, whose folder need not exist. */
  readonly path: string;
  /** Whether it is written past the page cache. */
  readonly direct: boolean;
  /** What it is encrypted with; null to write it as it is. */
  readonly key: FileKey | null;
}

/** How a file ends: durable and in its place, or not at all. */
export interface Ending {
  /** SHA-256 (hex) that the bytes must have had in the clear; null for any. */
  readonly sha256: string | null;
  /** Its path; or the folder of all objects, in which it is found by its address. */
  readonly place: { readonly path: string } | { readonly objects: string };
}

/** Bytes for a file: the next of them lie in the writer's room. */
export interface WriteJob {
  /** Names the file among those of this writer. */
  readonly file: number;
  /** With the first bytes of a file. */
  readonly begin: Beginning | null;
  /** How many there are: ROOM_BYTES, or fewer with the last. */
  readonly byteSize: number;
  /** With the last. */
  readonly end: Ending | null;
}

/** A file that is not wanted any more; nothing of it stays. */
export interface DropJob {
  readonly drop: number;
}

/** A path at which it is tried whether files can be written past the page cache there. */
export interface TryJob {
  readonly tryAt: string;
}

/** What a writer is asked to do. */
export type WriterJob = WriteJob | DropJob | TryJob;

/** An error on its way from one thread to another, where only the message of one would arrive. */
export interface ToldError {
  readonly message: string;
  /** What the file system calls it, e.g. ENOSPC; null for a fault of ours. */
  readonly code: string | null;
}

/** What came of it. After an error nothing is left of the file. */
export type WriterAnswer =
  | { readonly error: ToldError }
  /** Where a file is and what it was, once it is there; null before, and for what is written as it is. */
  | { readonly sealed: SealedFile | null }
  /** Bytes of another SHA-256 than they must have; nothing is left of the file. */
  | { readonly wrongSha256: string }
  | { readonly direct: boolean };

/** What a writer is started with. */
export interface WriterStart {
  /** Memory of ROOM_BYTES that it shares with who gives it bytes. */
  readonly room: Uint8Array<SharedArrayBuffer>;
}
