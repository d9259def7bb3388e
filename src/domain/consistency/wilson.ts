/** A share with the interval in which the true one lies, in basis points. */
export interface ShareEstimate {
  readonly basisPoints: number;
  readonly lowBasisPoints: number;
  readonly highBasisPoints: number;
}

/** The quantile of the normal distribution that belongs to 95 %. */
const QUANTILE_95 = 1.959964;

/**
 * A share with its 95 % interval by Wilson's score, which also holds for few cases and for shares near 0 and 1.
 * @param hits how many of `cases` are counted, 0 to `cases`
 * @returns null where there are no cases
 */
export function estimateShare(hits: number, cases: number): ShareEstimate | null {
  if (cases === 0) return null;
  const share = hits / cases;
  const square = QUANTILE_95 ** 2;
  const scale = 1 + square / cases;
  const centre = (share + square / (2 * cases)) / scale;
  const margin = (QUANTILE_95 / scale) * Math.sqrt((share * (1 - share)) / cases + square / (4 * cases ** 2));
  return {
    basisPoints: inBasisPoints(share),
    lowBasisPoints: inBasisPoints(Math.max(0, centre - margin)),
    highBasisPoints: inBasisPoints(Math.min(1, centre + margin)),
  };
}

function inBasisPoints(share: number): number {
  return Math.round(share * 10_000);
}
