import { shareOf, smaller } from "../money.js";
import { boundIn, type FormulaInputName, type FormulaValues } from "./formula-values.js";
import type { CompensationFormula } from "./compensation-formula.js";

/** The names of the formulas: those of compensation, and what can be refunded of a line. */
export type FormulaName = CompensationFormula["formula"] | "REFUND_OF_FREIGHT" | "REFUND_OF_LINE";

type Read = (name: FormulaInputName) => bigint;
type ReadIfKnown = (name: FormulaInputName) => bigint | undefined;

/** One formula of reference.md 3.16 as a pure function of named values. */
export interface Formula {
  /** What it reads of the line and of the facts found; none of it may be missing. */
  readonly needs: (values: FormulaValues) => readonly FormulaInputName[];
  readonly amount: (read: Read, ifKnown: ReadIfKnown) => bigint;
  /**
   * The most that it can give while something that it needs is not known. A cap of zero would refuse what a
   * mediator finds; a cap above what the known facts bear would let anything pass.
   */
  readonly cap: (read: Read, ifKnown: ReadIfKnown) => bigint;
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function multipleOfPrice(read: Read, ifKnown: ReadIfKnown, multiple: FormulaInputName): bigint {
  return larger(read("price") * read(multiple), ifKnown("minimum") ?? 0n);
}

const claimedValue: Formula = {
  needs: () => ["claimed", "paid"],
  amount: (read) => smaller(read("claimed"), read("paid")),
  // Nothing is compensated above what was paid.
  cap: (read) => read("paid"),
};

const rateOfPaid: Formula = {
  needs: () => ["paid", "rateBasisPoints"],
  amount: (read, ifKnown) => {
    const rate = shareOf(read("paid"), Number(read("rateBasisPoints")));
    const atLeast = larger(rate, ifKnown("minimum") ?? 0n);
    return smaller(atLeast, ifKnown("maximum") ?? atLeast);
  },
  // Both inputs are of the record: it is never unknown.
  cap: (read, ifKnown) => rateOfPaid.amount(read, ifKnown),
};

const timesPrice: Formula = {
  needs: () => ["price", "multiple"],
  amount: (read, ifKnown) => multipleOfPrice(read, ifKnown, "multiple"),
  // Both inputs are of the record: it is never unknown.
  cap: (read, ifKnown) => multipleOfPrice(read, ifKnown, "multiple"),
};

const timesPriceOrLoss: Formula = {
  // The price is what the platform knows; a loss counts where the shopper claims by it.
  needs: ({ lossClaimed }) => [
    "price",
    "priceMultiple",
    ...(lossClaimed === 1n ? (["loss", "lossMultiple"] as const) : []),
  ],
  amount: (read, ifKnown) =>
    ifKnown("lossClaimed") === 1n
      ? larger(read("loss") * read("lossMultiple"), ifKnown("minimum") ?? 0n)
      : multipleOfPrice(read, ifKnown, "priceMultiple"),
  // A loss that nobody has shown yet gives nothing: until then the multiple of the price bounds.
  cap: (read, ifKnown) => multipleOfPrice(read, ifKnown, "priceMultiple"),
};

const promisedMultiple: Formula = {
  needs: () => ["price", "multiple", "expertFee"],
  amount: (read) => read("price") * read("multiple") + read("expertFee"),
  // A fee that nobody has shown yet is not owed.
  cap: (read) => read("price") * read("multiple"),
};

const priceDifference: Formula = {
  needs: () => ["paid", "quantity", "lowestUnitPrice"],
  amount: (read) => larger(read("paid") - read("lowestUnitPrice") * read("quantity"), 0n),
  // The goods cannot have been sold for less than nothing.
  cap: (read) => read("paid"),
};

const damageShare: Formula = {
  needs: () => ["price", "freight", "damageBasisPoints"],
  amount: (read) => {
    const share = Number(read("damageBasisPoints"));
    return shareOf(read("price"), share) + shareOf(read("freight"), share);
  },
  // The damage cannot have taken more than all of it.
  cap: (read) => read("price") + read("freight"),
};

const twiceDeposit: Formula = {
  needs: () => ["price", "countedBasisPoints", "deposit"],
  amount: (read) => 2n * smaller(read("deposit"), shareOf(read("price"), Number(read("countedBasisPoints")))),
  // No more of a deposit counts than this share.
  cap: (read) => 2n * shareOf(read("price"), Number(read("countedBasisPoints"))),
};

const refundOfLine: Formula = {
  needs: () => ["paid", "freight", "refunded"],
  amount: (read) => larger(read("paid") + read("freight") - read("refunded"), 0n),
  cap: (read) => refundOfLine.amount(read, read),
};

const refundOfFreight: Formula = {
  needs: () => ["paid", "freight", "refunded"],
  amount: (read) => smaller(read("freight"), refundOfLine.amount(read, read)),
  cap: (read) => refundOfFreight.amount(read, read),
};

/** All formulas by the name that the rulebook calls them. */
export const formulas: Readonly<Record<FormulaName, Formula>> = {
  REFUND_OF_FREIGHT: refundOfFreight,
  REFUND_OF_LINE: refundOfLine,
  CLAIMED_VALUE: claimedValue,
  RATE_OF_PAID: rateOfPaid,
  MULTIPLE_OF_PRICE: timesPrice,
  MULTIPLE_OF_PRICE_OR_LOSS: timesPriceOrLoss,
  PROMISED_MULTIPLE: promisedMultiple,
  PRICE_DIFFERENCE: priceDifference,
  DAMAGE_SHARE: damageShare,
  TWICE_DEPOSIT: twiceDeposit,
};

/** What the rulebook gives a formula, as values. */
export function parametersOf(
  formula: CompensationFormula,
  currency: string,
): Partial<Record<FormulaInputName, bigint | undefined>> {
  switch (formula.formula) {
    case "CLAIMED_VALUE":
    case "PRICE_DIFFERENCE":
    case "DAMAGE_SHARE":
      return {};
    case "RATE_OF_PAID":
      return {
        rateBasisPoints: BigInt(formula.rateBasisPoints),
        minimum: boundIn(formula.minimum, currency),
        maximum: boundIn(formula.maximum, currency),
      };
    case "MULTIPLE_OF_PRICE":
      return { multiple: BigInt(formula.multiple), minimum: boundIn(formula.minimum, currency) };
    case "MULTIPLE_OF_PRICE_OR_LOSS":
      return {
        priceMultiple: BigInt(formula.priceMultiple),
        lossMultiple: BigInt(formula.lossMultiple),
        minimum: boundIn(formula.minimum, currency),
      };
    case "PROMISED_MULTIPLE":
      return { multiple: BigInt(formula.multiple) };
    case "TWICE_DEPOSIT":
      return { countedBasisPoints: BigInt(formula.countedBasisPoints) };
  }
}
