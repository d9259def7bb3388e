import { z } from "zod";
import type { RedactionPlan } from "../../domain/evidence/redaction.js";
import { FileTreatment } from "../../services/evidence/examiner.js";

/** The task of a child process: a line of JSON on its standard input. */
export interface ChildRequest {
  readonly path: string;
  readonly filename: string;
  readonly declaredType: string;
  readonly workFolder: string;
  /** The present by the platform's clock, in milliseconds since 1970: dates after it are in the future. */
  readonly nowMs: number;
  /** Absent: the file is examined. Otherwise a copy without these parts is made of it. */
  readonly redaction?: { readonly contentType: string; readonly plan: RedactionPlan };
}

/** What the child says before it takes a task: its own code is loaded. */
export const READY = "ready\n";
/** Longest answer of a child, in bytes. */
export const MAXIMUM_REPLY_BYTES = 65_536;

// The child has read a stranger's file: what it answers is checked like a stranger's input.
const name = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);
const length = z.int().min(0);
const contentType = z.string().regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/);

const verdict = z.strictObject({
  treatment: z.enum(FileTreatment),
  contentType: contentType.nullable(),
  findings: z.array(z.string().regex(/^[A-Z_]+(:[A-Za-z0-9._-]{1,100})?$/)).max(50),
  shared: z.strictObject({ name, contentType }).nullable(),
  /** How far the copy for others reaches, or the file where it is that itself; absent where nobody measured. */
  extent: z
    .union([
      z.strictObject({ width: length, height: length }),
      z.strictObject({ milliseconds: length }),
      z.strictObject({ characters: length }),
    ])
    .optional(),
});

/** The shape of an answer; `peakMemory` in bytes, 0 where it cannot be known. */
export const childReply = z.strictObject({
  peakMemory: z.int().min(0),
  outcome: z.union([
    z.strictObject({ verdict }),
    /** It ran out of memory, and noticed. */
    z.strictObject({ outOfMemory: z.literal(true) }),
    /** The file made a tool fail in a way that nobody expected. */
    z.strictObject({ failure: z.string().max(500) }),
    /** A tool is missing on this machine: not the file's fault. */
    z.strictObject({ unable: z.string().max(500) }),
  ]),
});

/** An answer of a child. */
export type ChildReply = z.infer<typeof childReply>;
/** What the examination says; the copy is a name in the work folder. */
export type Verdict = z.infer<typeof verdict>;
