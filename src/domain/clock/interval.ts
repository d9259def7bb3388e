/** A stretch of time: from an instant on, up to another one that is not part of it. */
export interface Interval {
  readonly from: Date;
  readonly until: Date;
}

/** The same in milliseconds since 1970, for arithmetic. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Intervals in ascending order, those that overlap or touch made one, empty ones left out. */
export function mergedSpans(intervals: readonly Interval[]): Span[] {
  const ascending = intervals
    .map(({ from, until }): Span => ({ from: from.getTime(), until: until.getTime() }))
    .filter(({ from, until }) => from < until)
    .toSorted((one, other) => one.from - other.from);
  const merged: Span[] = [];
  for (const span of ascending) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.until) merged.push(span);
    else merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
  }
  return merged;
}

/**
 * What is left of a span outside of some holes.
 * @param holes ascending and apart, as {@link mergedSpans} gives them
 */
export function without(span: Span, holes: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let { from } = span;
  for (const hole of holes) {
    if (hole.until <= from) continue;
    if (hole.from >= span.until) break;
    if (hole.from > from) rest.push({ from, until: hole.from });
    from = hole.until;
  }
  if (from < span.until) rest.push({ from, until: span.until });
  return rest;
}
