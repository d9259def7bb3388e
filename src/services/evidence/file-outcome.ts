import { ErrorCode, refuse, RefusedError, type Refusal } from "../../domain/errors.js";

/** What became of one file of a call about several. Plain JSON, so that a replay answers the same. */
export interface FileOutcome {
  /** Position in the call, from 0. */
  readonly index: number;
  /** UUID; null if it was refused. */
  readonly fileId: string | null;
  /** Why nothing was done about this file. */
  readonly refusals: readonly Refusal[];
}

/** Not one file of a call could be taken, so that nothing is kept of it. */
class NoneTakenError extends RefusedError {
  constructor(readonly outcomes: readonly FileOutcome[]) {
    const [first, ...others] = outcomes.flatMap(({ refusals }) => refusals);
    if (first === undefined) throw new Error("A file was neither taken nor refused.");
    super([first, ...others]);
  }
}

/** The outcome of a file that is taken. */
export function takenAt(index: number, fileId: string): FileOutcome {
  return { index, fileId, refusals: [] };
}

/** The outcome of a file that is not. @param list the input field that has the files */
export function refusedAt(list: string, index: number, refused: Refusal): FileOutcome {
  const field = [list, String(index), ...(list === "files" ? refused.field : [])];
  return { index, fileId: null, refusals: [{ ...refused, field }] };
}

/** Refuses a call of which nothing is to be kept. @throws RefusedError unless a file was taken */
export function requireOneTaken(outcomes: readonly FileOutcome[]): void {
  if (outcomes.every(({ fileId }) => fileId === null)) throw new NoneTakenError(outcomes);
}

/** The outcomes of a call of which nothing was kept; throws every other error on. */
export function outcomesOf(error: unknown): readonly FileOutcome[] {
  if (error instanceof NoneTakenError) return error.outcomes;
  throw error;
}

/** @throws RefusedError VALIDATION for no file, or more than are taken at once */
export function requireCount(list: string, given: number, maximum: number): void {
  if (given >= 1 && given <= maximum) return;
  const message = `A call is about 1 to ${maximum} files (evidenceLimits.filesPerCall); these are ${given}. Make several calls.`;
  refuse(ErrorCode.VALIDATION, message, { field: [list], details: { maximum } });
}
