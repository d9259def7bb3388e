/** Most decimal digits of an amount in minor units that a band is made for. */
const DECIMAL_DIGITS = 16;

/**
 * Where the bands of claims begin, in minor units, ascending: 0, then 1, 2 and 5 times every power of ten. Two claims of
 * one currency are alike in amount if they lie in one band. A band ends where the next begins, so its largest claim
 * is at most 2.5 times its smallest, whatever the currency; no amount stands in the code.
 */
export const claimBandStarts: readonly bigint[] = [
  0n,
  ...Array.from({ length: DECIMAL_DIGITS }, (_, digits) => 10n ** BigInt(digits)).flatMap((power) => [
    power,
    2n * power,
    5n * power,
  ]),
];

/** A band of claims: from `from` on, and below `below`; null where it has no end. Minor units. */
export interface ClaimBand {
  readonly from: bigint;
  readonly below: bigint | null;
}

/** The band that a claim lies in; both in minor units of one currency. */
export function claimBandOf(claimedMinor: bigint): ClaimBand {
  const next = claimBandStarts.findIndex((start) => start > claimedMinor);
  return bandNumbered(next === -1 ? claimBandStarts.length : next);
}

/** The band by its number, from 1, as PostgreSQL's `width_bucket` numbers what {@link claimBandStarts} divides. */
export function bandNumbered(number: number): ClaimBand {
  return { from: claimBandStarts[number - 1] ?? 0n, below: claimBandStarts[number] ?? null };
}
