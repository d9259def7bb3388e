import { currencyCodes, digitsBesideTwo } from "./currency.js";
import { ErrorCode, refuse } from "./errors.js";

/** An amount in the currency's minor unit (cents, centavos, fen; whole yen) with its ISO 4217 code. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** Whether `code` is an ISO 4217 code of money that people pay with. */
export function isCurrency(code: string): boolean {
  return currencyCodes.has(code);
}

/** Decimal places of a currency's minor unit by ISO 4217, e.g. 2 for CNY, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return digitsBesideTwo[currency] ?? 2;
}

/** The largest amount that the platform stores: fits PostgreSQL's bigint with room to add up. */
const MAXIMUM_MINOR = 10n ** 15n;

/**
 * Reads a decimal string in major units ("12.50") without passing through binary floats.
 * @param field input path named in the refusal
 * @throws RefusedError UNKNOWN_CURRENCY; INVALID_AMOUNT if not a plain decimal, negative, more
 *   precise than the currency's minor unit, or above 10^15 minor units
 */
export function parseAmount(amount: string, currency: string, field: readonly string[] = []): Money {
  if (!isCurrency(currency)) {
    refuse(
      ErrorCode.UNKNOWN_CURRENCY,
      `"${currency.slice(0, 8)}" is not an ISO 4217 currency code. Use one such as CNY.`,
      { field },
    );
  }
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/.exec(amount);
  if (!match) {
    refuse(ErrorCode.INVALID_AMOUNT, `An amount is a plain decimal in major units, such as "12.50".`, {
      field,
    });
  }
  const [, sign, whole = "", fraction = ""] = match;
  if (sign === "-") refuse(ErrorCode.INVALID_AMOUNT, "An amount cannot be negative.", { field });
  const digits = minorDigits(currency);
  if (fraction.length > digits) {
    refuse(
      ErrorCode.INVALID_AMOUNT,
      `${currency} has ${digits} decimal places; "${amount}" has ${fraction.length}.`,
      { field },
    );
  }
  const minor = BigInt(whole + fraction.padEnd(digits, "0"));
  if (minor > MAXIMUM_MINOR)
    refuse(ErrorCode.INVALID_AMOUNT, "The amount is too large to be kept.", { field });
  return { minor, currency };
}

/** Formats minor units as a decimal string in major units: 1250n CNY is "12.50". */
export function formatAmount({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const sign = minor < 0n ? "-" : "";
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Basis points in a whole: 10,000 are 100 %. */
export const WHOLE_BASIS_POINTS = 10_000n;

/** `basisPoints` of an amount in minor units, rounded down to a whole unit. */
export function shareOf(minor: bigint, basisPoints: number): bigint {
  return (minor * BigInt(basisPoints)) / WHOLE_BASIS_POINTS;
}

/**
 * Splits `total` minor units in proportion to `weights` by largest remainder, so that the parts add
 * up exactly. Units left over by equal remainders go to the earliest part, so put the claimant first.
 * Weights must be 0 or more; if all are 0 the whole goes to the first part.
 */
export function split(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((left, right) => left + right, 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0n));
  const parts = weights.map((weight, index) => ({
    index,
    whole: (total * weight) / sum,
    remainder: (total * weight) % sum,
  }));
  let rest = total - parts.reduce((left, { whole }) => left + whole, 0n);
  const result = parts.map(({ whole }) => whole);
  for (const { index } of parts.toSorted(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder),
  )) {
    if (rest === 0n) break;
    result[index] = (result[index] ?? 0n) + 1n;
    rest -= 1n;
  }
  return result;
}

/** The smaller of two amounts in minor units. */
export function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
