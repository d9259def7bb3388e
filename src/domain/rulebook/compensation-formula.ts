/** A decimal string in major units by ISO 4217 code; a currency that is absent has no such bound. */
export type AmountByCurrency = Readonly<Record<string, string>>;

/** How much compensation a reason allows; the formulas of reference.md 3.16 by name, with their parameters. */
export type CompensationFormula =
  /** The value that the shopper claims for what is missing. */
  | { readonly formula: "CLAIMED_VALUE" }
  /** clamp(rate × paid, minimum, maximum). */
  | {
      readonly formula: "RATE_OF_PAID";
      readonly rateBasisPoints: number;
      readonly minimum: AmountByCurrency;
      readonly maximum: AmountByCurrency;
    }
  /** max(multiple × price, minimum); never paid automatically. */
  | { readonly formula: "MULTIPLE_OF_PRICE"; readonly multiple: number; readonly minimum: AmountByCurrency }
  /** max(multiple × price or multiple × loss, minimum), as the shopper claims; never paid automatically. */
  | {
      readonly formula: "MULTIPLE_OF_PRICE_OR_LOSS";
      readonly priceMultiple: number;
      readonly lossMultiple: number;
      readonly minimum: AmountByCurrency;
    }
  /** multiple × price and the fee of an expert; never paid automatically. */
  | { readonly formula: "PROMISED_MULTIPLE"; readonly multiple: number }
  /** (paid a unit − lowest comparable unit price) × quantity, never below 0. */
  | { readonly formula: "PRICE_DIFFERENCE" }
  /** The share of the price that the damage took, with the same share of the freight. */
  | { readonly formula: "DAMAGE_SHARE" }
  /** Twice the deposit, which counts up to a share of the total. */
  | { readonly formula: "TWICE_DEPOSIT"; readonly countedBasisPoints: number };
