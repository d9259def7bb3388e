import type { Ruling } from "./ruling.js";

/** The parts of a ruling that have a text which a slip of the pen can be in. */
export const RulingPart = { CONCLUSION: "CONCLUSION", FINDING: "FINDING", REASONS: "REASONS" } as const;
export type RulingPart = (typeof RulingPart)[keyof typeof RulingPart];

/** One thing that a correction changed. */
export interface RulingChange {
  /** Where it stands, with positions from 0: `findings.0.text`, `conclusions.1.text`, `reasons`, `remedies.0.amount`. */
  readonly path: string;
  /** Texts; amounts as decimal texts in major units of the dispute's currency. */
  readonly before: string;
  readonly after: string;
}

/** All of a ruling that a correction can touch; what else a ruling says is never corrected. */
export type CorrectedContent = Pick<Ruling, "conclusions" | "findings" | "reasons" | "remedies">;

/** One version of a ruling after the one that was served. What was served stays as it is. */
export interface RulingCorrection {
  readonly id: string;
  /** UUID of the ruling. */
  readonly rulingId: string;
  /** From 1 within the ruling. */
  readonly number: number;
  /** UUID of who corrected it. */
  readonly mediatorId: string;
  /** What the slip was; both sides read it. */
  readonly reason: string;
  readonly changes: readonly RulingChange[];
  readonly correctedAt: Date;
  /** Whether both sides got the whole time to appeal again. */
  readonly restartsAppeal: boolean;
  /** Until when either side may appeal after it. */
  readonly appealableUntil: Date;
}

/** What a side did not understand of a ruling, and what its author says to that. */
export interface RulingClarification {
  readonly id: string;
  /** UUID of the ruling. */
  readonly rulingId: string;
  /** Who asked. */
  readonly side: "MERCHANT" | "SHOPPER";
  readonly question: string;
  readonly requestedAt: Date;
  /** Null while there is none. */
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  /** UUID of who answered. */
  readonly mediatorId: string | null;
}

/** What was said about the rulings of a dispute after they were served, oldest first. */
export interface RulingNotes {
  readonly corrections: readonly RulingCorrection[];
  readonly clarifications: readonly RulingClarification[];
}

/** What a dispute begins with, and what disputes from before there was such a thing have. */
export const noNotes: RulingNotes = { corrections: [], clarifications: [] };

/** The clarifications asked for of one ruling. */
export function clarificationsOf(
  { clarifications }: Pick<RulingNotes, "clarifications">,
  rulingId: string | undefined,
): RulingClarification[] {
  return clarifications.filter((each) => each.rulingId === rulingId);
}

/** Whether somebody corrected a ruling, or answered a question about it. */
export function hasNoted(
  { corrections, clarifications }: RulingNotes,
  { rulingId, personId }: { readonly rulingId: string; readonly personId: string },
): boolean {
  return [...corrections, ...clarifications].some(
    (note) => note.rulingId === rulingId && note.mediatorId === personId,
  );
}

/**
 * How much of a text a change touches: the characters between what both begin and what both end with, of the longer of
 * the two.
 */
export function changedCharacters(before: string, after: string): number {
  const one = Array.from(before);
  const other = Array.from(after);
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return Math.max(one.length, other.length) - head - tail;
}
