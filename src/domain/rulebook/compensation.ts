import { formatAmount, parseAmount, shareOf, smaller } from "../money.js";
import type { AmountByCurrency, CompensationFormula } from "./rulebook.js";

/** What a compensation formula is applied to, in minor units of one currency, over the disputed lines. */
export interface CompensationInput {
  /** What was paid for the goods. */
  readonly paidMinor: bigint;
  /** The price before discounts. */
  readonly priceMinor: bigint;
  /** What the shopper claims. */
  readonly claimedMinor: bigint;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** An amount of compensation with everything needed to recompute it. */
export interface Compensation {
  /** Minor units; never negative. */
  readonly amountMinor: bigint;
  /** Formula, inputs and bounds as texts (amounts in major units), kept with the event that awards it. */
  readonly trace: Readonly<Record<string, string>>;
}

/**
 * Applies a formula of the rulebook (reference.md 3.16). A bound that does not name the currency
 * does not bind. The value claimed is compensated up to what was paid for the goods.
 */
export function compensationFor(formula: CompensationFormula, input: CompensationInput): Compensation {
  const { currency } = input;
  const shown = (minor: bigint): string => formatAmount({ minor, currency });
  switch (formula.formula) {
    case "CLAIMED_VALUE": {
      const amountMinor = smaller(input.claimedMinor, input.paidMinor);
      return traced(formula, currency, amountMinor, {
        claimed: shown(input.claimedMinor),
        paid: shown(input.paidMinor),
      });
    }
    case "RATE_OF_PAID": {
      const minimum = boundIn(formula.minimum, currency);
      const maximum = boundIn(formula.maximum, currency);
      const atLeast = larger(shareOf(input.paidMinor, formula.rateBasisPoints), minimum ?? 0n);
      return traced(formula, currency, maximum === null ? atLeast : smaller(atLeast, maximum), {
        paid: shown(input.paidMinor),
        rateBasisPoints: String(formula.rateBasisPoints),
        ...(minimum === null ? {} : { minimum: shown(minimum) }),
        ...(maximum === null ? {} : { maximum: shown(maximum) }),
      });
    }
    case "MULTIPLE_OF_PRICE": {
      const minimum = boundIn(formula.minimum, currency);
      const amountMinor = larger(input.priceMinor * BigInt(formula.multiple), minimum ?? 0n);
      return traced(formula, currency, amountMinor, {
        price: shown(input.priceMinor),
        multiple: String(formula.multiple),
        ...(minimum === null ? {} : { minimum: shown(minimum) }),
      });
    }
  }
}

function traced(
  { formula }: CompensationFormula,
  currency: string,
  amountMinor: bigint,
  inputs: Readonly<Record<string, string>>,
): Compensation {
  const result = formatAmount({ minor: amountMinor, currency });
  return { amountMinor, trace: { formula, currency, ...inputs, result } };
}

function boundIn(bounds: AmountByCurrency, currency: string): bigint | null {
  const bound = Object.hasOwn(bounds, currency) ? bounds[currency] : undefined;
  return bound === undefined ? null : parseAmount(bound, currency).minor;
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
