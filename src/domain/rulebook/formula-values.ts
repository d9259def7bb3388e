import { formatAmount, parseAmount } from "../money.js";
import type { AmountByCurrency } from "./compensation-formula.js";

/** Inputs that are amounts of money. */
const moneyInputs = {
  claimed: true,
  deposit: true,
  expertFee: true,
  freight: true,
  loss: true,
  lowestUnitPrice: true,
  maximum: true,
  minimum: true,
  paid: true,
  price: true,
  refunded: true,
} as const;

/** Inputs that are plain numbers: multiples, units, basis points; `lossClaimed` is 1 for yes. */
type PlainInput =
  | "countedBasisPoints"
  | "damageBasisPoints"
  | "lossClaimed"
  | "lossMultiple"
  | "multiple"
  | "priceMultiple"
  | "quantity"
  | "rateBasisPoints";

/** What a formula may read. */
export type FormulaInputName = keyof typeof moneyInputs | PlainInput;

/** What a formula is applied to: money in minor units. What is absent is not known, or does not bind. */
export type FormulaValues = Readonly<Partial<Record<FormulaInputName, bigint>>>;

/** Everything that an amount was worked out from, so that anybody can work it out again. */
export interface FormulaTrace {
  readonly formula: string;
  /** ISO 4217 code of all amounts in it. */
  readonly currency: string;
  /** The inputs by name: amounts as decimal texts in major units, other numbers as whole numbers. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Code of the clause that the formula stands in. */
  readonly clause: string;
  readonly rulebookVersion: string;
  /** Decimal text in major units. */
  readonly result: string;
}

/** Where a formula stands. */
export type FormulaBasis = Pick<FormulaTrace, "clause" | "rulebookVersion">;

/** The inputs of a trace from what a formula was applied to. */
export function textsOf(values: FormulaValues, currency: string): FormulaTrace["inputs"] {
  const known = Object.entries(values).map(([name, value]) => [
    name,
    Object.hasOwn(moneyInputs, name) ? formatAmount({ minor: value, currency }) : value.toString(),
  ]);
  return Object.fromEntries(known) as FormulaTrace["inputs"];
}

/** What a formula was applied to from the inputs of its trace; the reverse of {@link textsOf}. */
export function valuesOf({ inputs, currency }: Pick<FormulaTrace, "inputs" | "currency">): FormulaValues {
  const known = Object.entries(inputs).map(([name, text]) => [
    name,
    Object.hasOwn(moneyInputs, name) ? minorOf(text, currency) : BigInt(text),
  ]);
  return Object.fromEntries(known) as FormulaValues;
}

/** Minor units of a text by `formatAmount`, which has all decimal places; sums may be above what one amount may be. */
function minorOf(text: string, currency: string): bigint {
  const minor = BigInt(text.replace(".", ""));
  if (formatAmount({ minor, currency }) !== text) throw new Error(`"${text}" is no amount in ${currency}.`);
  return minor;
}

/** The bound that a rule names for a currency, in minor units; undefined where it names none. */
export function boundIn(bounds: AmountByCurrency, currency: string): bigint | undefined {
  const bound = Object.hasOwn(bounds, currency) ? bounds[currency] : undefined;
  return bound === undefined ? undefined : parseAmount(bound, currency).minor;
}

/** The values without those that are not known. */
export function knownOf(values: Partial<Record<FormulaInputName, bigint | undefined>>): FormulaValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
