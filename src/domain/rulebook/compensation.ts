import { formatAmount } from "../money.js";
import {
  knownOf,
  textsOf,
  valuesOf,
  type FormulaBasis,
  type FormulaInputName,
  type FormulaTrace,
  type FormulaValues,
} from "./formula-values.js";
import { formulas, parametersOf, type FormulaName } from "./formulas.js";
import type { CompensationFormula } from "./compensation-formula.js";

/**
 * What no record tells: somebody has to find it. What is absent is not known, and a formula that needs it says so
 * instead of guessing. Money in minor units.
 */
export interface FoundFacts {
  /** The loss that the shopper suffered and claims by instead of by the price. */
  readonly lossMinor?: bigint | undefined;
  /** Whether the shopper claims by the loss. Absent: by the price. */
  readonly lossClaimed?: boolean | undefined;
  /** The lowest price of a comparable unit within the time that counts. */
  readonly lowestUnitPriceMinor?: bigint | undefined;
  /** The share of the value that the damage took: 0 to 10,000. */
  readonly damageBasisPoints?: number | undefined;
  /** What the expert's report cost. */
  readonly expertFeeMinor?: bigint | undefined;
  /** The deposit that was paid. */
  readonly depositMinor?: bigint | undefined;
}

/** What a compensation formula is applied to: one order line, in minor units of one currency. */
export interface CompensationInput {
  /** What was paid for the goods. */
  readonly paidMinor: bigint;
  /** The price before discounts. */
  readonly priceMinor: bigint;
  readonly freightPaidMinor: bigint;
  readonly quantity: number;
  /** What the shopper claims. */
  readonly claimedMinor: bigint;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly found: FoundFacts;
}

/** An amount with everything needed to work it out again, or which facts are missing for it. */
export type Compensation =
  | { readonly amountMinor: bigint; readonly trace: FormulaTrace }
  | { readonly missingFacts: readonly FormulaInputName[] };

/**
 * Applies a formula of the rulebook (reference.md 3.16). A bound that does not name the currency does not bind.
 * @returns never a negative amount, and never more than {@link compensationCap}
 */
export function compensationFor(
  formula: CompensationFormula,
  input: CompensationInput,
  basis: FormulaBasis,
): Compensation {
  const values = valuesFor(formula, input);
  const { needs } = formulas[formula.formula];
  const missingFacts = needs(values).filter((name) => values[name] === undefined);
  if (missingFacts.length > 0) return { missingFacts };
  const amountMinor = amountOf(formula.formula, values);
  return {
    amountMinor,
    trace: traceOf({ formula: formula.formula, values, amountMinor }, input.currency, basis),
  };
}

/**
 * The most that a formula allows for a line. What it gives, where everything is known; else what each formula says
 * of its own bound while a fact is missing, see `formulas.ts`.
 */
export function compensationCap(formula: CompensationFormula, input: CompensationInput): bigint {
  const values = valuesFor(formula, input);
  const { needs, cap } = formulas[formula.formula];
  const known = needs(values).every((name) => values[name] !== undefined);
  return known ? amountOf(formula.formula, values) : cap(reader(values), (name) => values[name]);
}

/**
 * Works out the amount of a trace again, from the trace alone.
 * @returns minor units of the trace's currency
 */
export function recompute(trace: FormulaTrace): bigint {
  return amountOf(trace.formula as FormulaName, valuesOf(trace));
}

function amountOf(name: FormulaName, values: FormulaValues): bigint {
  return formulas[name].amount(reader(values), (input) => values[input]);
}

function reader(values: FormulaValues): (name: FormulaInputName) => bigint {
  return (name) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`The formula reads ${name}, which it does not say that it needs.`);
    return value;
  };
}

function valuesFor(formula: CompensationFormula, input: CompensationInput): FormulaValues {
  const { found } = input;
  return knownOf({
    paid: input.paidMinor,
    price: input.priceMinor,
    freight: input.freightPaidMinor,
    quantity: BigInt(input.quantity),
    claimed: input.claimedMinor,
    loss: found.lossMinor,
    lossClaimed: found.lossClaimed === true ? 1n : undefined,
    lowestUnitPrice: found.lowestUnitPriceMinor,
    damageBasisPoints: found.damageBasisPoints === undefined ? undefined : BigInt(found.damageBasisPoints),
    expertFee: found.expertFeeMinor,
    deposit: found.depositMinor,
    ...parametersOf(formula, input.currency),
  });
}

/**
 * What can be refunded of a line, with its trace: all of it or its freight alone. Freight that the reason does not
 * refund counts as 0.
 */
export function refundFor(
  name: "REFUND_OF_FREIGHT" | "REFUND_OF_LINE",
  amounts: { readonly paidMinor: bigint; readonly freightMinor: bigint; readonly refundedMinor: bigint },
  { currency, ...basis }: FormulaBasis & { readonly currency: string },
): { readonly amountMinor: bigint; readonly trace: FormulaTrace } {
  const values = { paid: amounts.paidMinor, freight: amounts.freightMinor, refunded: amounts.refundedMinor };
  const amountMinor = amountOf(name, values);
  return { amountMinor, trace: traceOf({ formula: name, values, amountMinor }, currency, basis) };
}

/** What the formula read goes into its trace, and nothing else. */
function traceOf(
  { formula, values, amountMinor }: { formula: FormulaName; values: FormulaValues; amountMinor: bigint },
  currency: string,
  basis: FormulaBasis,
): FormulaTrace {
  const read = new Set<FormulaInputName>();
  const noting = (name: FormulaInputName) => {
    read.add(name);
    return values[name];
  };
  formulas[formula].amount((name) => noting(name) ?? 0n, noting);
  const inputs = knownOf(Object.fromEntries([...read].map((name) => [name, values[name]])));
  return {
    formula,
    currency,
    inputs: textsOf(inputs, currency),
    ...basis,
    result: formatAmount({ minor: amountMinor, currency }),
  };
}
