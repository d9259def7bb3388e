/**
 * How awards are spread, each as a share of what was claimed, in basis points; 10,000 is all of it. More than that is
 * possible: freight and compensation come on top of a claim.
 */
export interface AwardSpread {
  /** How many cases there are. */
  readonly cases: number;
  readonly minimum: number;
  /** A quarter of the awards are at most this. */
  readonly lowerQuartile: number;
  readonly median: number;
  /** A quarter of the awards are at least this. */
  readonly upperQuartile: number;
  readonly maximum: number;
}

/** Whether a sample is too small to show more than single cases; `smallSample` is the rulebook's. */
export function isSmall(cases: number, smallSample: number): boolean {
  return cases < smallSample;
}
