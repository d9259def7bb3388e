/** How often two opinions agree. */
export interface Agreement {
  /** How many pairs of opinions there are. */
  readonly opinions: number;
  /** Pairs that agree, in basis points of all. */
  readonly agreedBasisPoints: number;
  /** Cohen's kappa: 1 agrees always, 0 as often as by chance, below 0 less; null where chance alone would always agree. */
  readonly kappa: number | null;
}

/** The agreement of pairs of opinions; null without any. */
export function agreementOf(pairs: readonly (readonly [string, string])[]): Agreement | null {
  if (pairs.length === 0) return null;
  const share = (hits: number) => hits / pairs.length;
  const agreed = share(pairs.filter(([one, other]) => one === other).length);
  const values = new Set(pairs.flat());
  const byChance = [...values].reduce((sum, value) => {
    const often = (place: 0 | 1) => share(pairs.filter((pair) => pair[place] === value).length);
    return sum + often(0) * often(1);
  }, 0);
  return {
    opinions: pairs.length,
    agreedBasisPoints: Math.round(agreed * 10_000),
    kappa: values.size === 1 ? null : (agreed - byChance) / (1 - byChance),
  };
}
