import { ErrorCode, refusal, type Refusal } from "../errors.js";
import type { RulebookVersion } from "./version.js";

/** When a published version is in force: from `effectiveAt` on, until `effectiveUntil` or for good. */
export interface PublishedRange extends Pick<RulebookVersion, "id" | "version" | "effectiveUntil"> {
  readonly effectiveAt: Date;
}

/** Where a version that takes effect at some instant stands among those published before. */
export interface PlaceInTime {
  /** UUID of the version whose range ends there; null if none is in force then. */
  readonly closes: string | null;
  /** Until when the new version is in force; null: for good. */
  readonly effectiveUntil: Date | null;
}

/**
 * Finds the place of a version that takes effect at `effectiveAt`: after the last one, whose range it closes, or in a
 * gap before the next one. A range that has its end already is not cut short: what was announced stands.
 * @returns the place, or the refusal RULEBOOK_OVERLAP that names the version in the way
 */
export function placeInTime(
  published: readonly PublishedRange[],
  effectiveAt: Date,
): PlaceInTime | { readonly refused: Refusal } {
  const covering = published.find(
    ({ effectiveAt: from, effectiveUntil: until }) =>
      from <= effectiveAt && (until === null || effectiveAt < until),
  );
  const next = published
    .filter(({ effectiveAt: from }) => from > effectiveAt)
    .toSorted((one, other) => one.effectiveAt.getTime() - other.effectiveAt.getTime())[0];
  if (covering === undefined) return { closes: null, effectiveUntil: next?.effectiveAt ?? null };
  const starts = covering.effectiveAt.getTime() === effectiveAt.getTime();
  if (!starts && covering.effectiveUntil === null) return { closes: covering.id, effectiveUntil: null };
  return { refused: overlap(starts ? covering : (next ?? covering)) };
}

function overlap({ version, effectiveAt }: PublishedRange): Refusal {
  return refusal(
    ErrorCode.RULEBOOK_OVERLAP,
    `Version ${version} was already announced to take effect at ${effectiveAt.toISOString()}. ` +
      "Choose an instant after it, for what was announced is not taken back.",
    { field: ["effectiveAt"], details: { version, effectiveAt: effectiveAt.toISOString() } },
  );
}
