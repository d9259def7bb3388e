import fc from "fast-check";
import {
  compensationCap,
  compensationFor,
  recompute,
  type CompensationInput,
  type FoundFacts,
} from "../../src/domain/rulebook/compensation.js";
import type { CompensationFormula } from "../../src/domain/rulebook/compensation-formula.js";

const basis = { clause: "R-TEST", rulebookVersion: "2026-11" };

/** A line bought for 100.00 that cost 90.00 after a discount and 10.00 to send. */
const line: CompensationInput = {
  paidMinor: 90_00n,
  priceMinor: 100_00n,
  freightPaidMinor: 10_00n,
  quantity: 1,
  claimedMinor: 0n,
  currency: "CNY",
  found: {},
};

type Change = Partial<Omit<CompensationInput, "found">>;

function amountOf(formula: CompensationFormula, change: Change = {}, found: FoundFacts = {}) {
  const compensation = compensationFor(formula, { ...line, ...change, found }, basis);
  return "missingFacts" in compensation ? compensation.missingFacts : compensation.amountMinor;
}

const claimed: CompensationFormula = { formula: "CLAIMED_VALUE" };
const rate: CompensationFormula = {
  formula: "RATE_OF_PAID",
  rateBasisPoints: 500,
  minimum: { CNY: "5.00" },
  maximum: { CNY: "100.00" },
};
const times: CompensationFormula = { formula: "MULTIPLE_OF_PRICE", multiple: 3, minimum: { CNY: "500.00" } };
const timesOrLoss: CompensationFormula = {
  formula: "MULTIPLE_OF_PRICE_OR_LOSS",
  priceMultiple: 10,
  lossMultiple: 3,
  minimum: { CNY: "1000.00" },
};
const promised: CompensationFormula = { formula: "PROMISED_MULTIPLE", multiple: 3 };
const difference: CompensationFormula = { formula: "PRICE_DIFFERENCE" };
const damage: CompensationFormula = { formula: "DAMAGE_SHARE" };
const deposit: CompensationFormula = { formula: "TWICE_DEPOSIT", countedBasisPoints: 2_000 };
const formulas = [claimed, rate, times, timesOrLoss, promised, difference, damage, deposit];

describe("compensationFor at the bounds of each formula", () => {
  it.each<[string, CompensationFormula, Change, FoundFacts, bigint]>([
    ["the value claimed", claimed, { claimedMinor: 12_34n }, {}, 12_34n],
    ["the value claimed, to the last unit of what was paid", claimed, { claimedMinor: 90_00n }, {}, 90_00n],
    ["no value claimed above what was paid", claimed, { claimedMinor: 90_01n }, {}, 90_00n],
    ["nothing where nothing is claimed", claimed, {}, {}, 0n],
    ["the rate of what was paid", rate, { paidMinor: 200_00n }, {}, 10_00n],
    ["the rate, rounded down to a unit", rate, { paidMinor: 200_19n }, {}, 10_00n],
    ["the rate just at the minimum", rate, { paidMinor: 100_00n }, {}, 5_00n],
    ["the minimum below it", rate, { paidMinor: 99_99n }, {}, 5_00n],
    ["the minimum where nothing was paid", rate, { paidMinor: 0n }, {}, 5_00n],
    ["the rate just at the maximum", rate, { paidMinor: 2_000_00n }, {}, 100_00n],
    ["the maximum above it", rate, { paidMinor: 2_000_20n }, {}, 100_00n],
    [
      "the rate without bounds in another currency",
      rate,
      { paidMinor: 2_000_20n, currency: "USD" },
      {},
      100_01n,
    ],
    ["the rate in a currency without decimals", rate, { paidMinor: 1_019n, currency: "JPY" }, {}, 50n],
    ["a multiple of the price", times, { priceMinor: 200_00n }, {}, 600_00n],
    ["the minimum where the multiple is a unit short of it", times, { priceMinor: 166_66n }, {}, 500_00n],
    ["the multiple where it is a unit above", times, { priceMinor: 166_67n }, {}, 500_01n],
    ["a multiple of the price where no loss is claimed", timesOrLoss, { priceMinor: 300_00n }, {}, 3_000_00n],
    ["the minimum of a multiple of the price", timesOrLoss, { priceMinor: 99_99n }, {}, 1_000_00n],
    [
      "a multiple of the loss where the shopper claims by it",
      timesOrLoss,
      { priceMinor: 1_00n },
      { lossClaimed: true, lossMinor: 400_00n },
      1_200_00n,
    ],
    [
      "the minimum of a multiple of the loss",
      timesOrLoss,
      {},
      { lossClaimed: true, lossMinor: 1n },
      1_000_00n,
    ],
    [
      "no multiple of a loss that is known and not claimed",
      timesOrLoss,
      {},
      { lossMinor: 9_999_00n },
      1_000_00n,
    ],
    ["what was promised and the expert's fee", promised, {}, { expertFeeMinor: 250_00n }, 550_00n],
    ["what was promised where the expert took no fee", promised, {}, { expertFeeMinor: 0n }, 300_00n],
    ["the difference to the lowest price", difference, {}, { lowestUnitPriceMinor: 70_00n }, 20_00n],
    [
      "the difference for each unit",
      difference,
      { paidMinor: 300_00n, quantity: 3 },
      { lowestUnitPriceMinor: 99_99n },
      3n,
    ],
    ["nothing where it was never cheaper", difference, {}, { lowestUnitPriceMinor: 90_00n }, 0n],
    ["nothing, and not less, where it was dearer", difference, {}, { lowestUnitPriceMinor: 95_00n }, 0n],
    ["all that was paid where it was free", difference, {}, { lowestUnitPriceMinor: 0n }, 90_00n],
    ["the share of price and freight that the damage took", damage, {}, { damageBasisPoints: 2_500 }, 27_50n],
    [
      "both shares rounded down",
      damage,
      { freightPaidMinor: 9_99n },
      { damageBasisPoints: 3_333 },
      33_33n + 3_32n,
    ],
    ["nothing for no damage", damage, {}, { damageBasisPoints: 0 }, 0n],
    ["all of it for a total loss", damage, {}, { damageBasisPoints: 10_000 }, 110_00n],
    ["twice the deposit", deposit, {}, { depositMinor: 15_00n }, 30_00n],
    ["twice the deposit just at a fifth of the price", deposit, {}, { depositMinor: 20_00n }, 40_00n],
    ["no more than twice a fifth of the price", deposit, {}, { depositMinor: 20_01n }, 40_00n],
  ])("gives %s", (...[, formula, change, found, expected]) => {
    expect(amountOf(formula, change, found)).toBe(expected);
  });

  it.each<[CompensationFormula, FoundFacts, string[]]>([
    [promised, {}, ["expertFee"]],
    [difference, {}, ["lowestUnitPrice"]],
    [damage, {}, ["damageBasisPoints"]],
    [deposit, {}, ["deposit"]],
    [timesOrLoss, { lossClaimed: true }, ["loss"]],
  ])("does not guess what $formula needs", (formula, found, missing) => {
    expect(amountOf(formula, {}, found)).toEqual(missing);
  });
});

describe("the cap of a formula while a fact is missing", () => {
  it.each<[string, CompensationFormula, bigint]>([
    ["the promised multiple without a fee that nobody has shown", promised, 300_00n],
    ["all that was paid, for a price difference", difference, 90_00n],
    ["the whole price and freight, for a share of the damage", damage, 110_00n],
    ["twice the share of the price that counts, for a deposit", deposit, 40_00n],
  ])("is %s", (_what, formula, expected) => {
    expect(compensationCap(formula, line)).toBe(expected);
  });

  it("is the multiple of the price for a loss that nobody has shown", () => {
    expect(compensationCap(timesOrLoss, { ...line, found: { lossClaimed: true } })).toBe(1_000_00n);
  });
});

it("keeps what the formula read, and nothing else, in the trace", () => {
  const input = { ...line, paidMinor: 200_00n };
  expect(compensationFor(rate, input, basis)).toEqual({
    amountMinor: 10_00n,
    trace: {
      formula: "RATE_OF_PAID",
      currency: "CNY",
      inputs: { paid: "200.00", rateBasisPoints: "500", minimum: "5.00", maximum: "100.00" },
      clause: "R-TEST",
      rulebookVersion: "2026-11",
      result: "10.00",
    },
  });
});

const money = fc.bigInt(0n, 10n ** 15n);
const anyFound: fc.Arbitrary<FoundFacts> = fc.record(
  {
    lossMinor: money,
    lossClaimed: fc.boolean(),
    lowestUnitPriceMinor: money,
    damageBasisPoints: fc.integer({ min: 0, max: 10_000 }),
    expertFeeMinor: money,
    depositMinor: money,
  },
  { requiredKeys: [] },
);
const anyInput: fc.Arbitrary<CompensationInput> = fc.record({
  paidMinor: money,
  priceMinor: money,
  freightPaidMinor: money,
  quantity: fc.integer({ min: 1, max: 1_000 }),
  claimedMinor: money,
  currency: fc.constantFrom("CNY", "BRL", "JPY", "KWD"),
  found: anyFound,
});
const anyFormula = fc.oneof(
  fc.constantFrom(...formulas),
  fc.record({
    formula: fc.constant("RATE_OF_PAID" as const),
    rateBasisPoints: fc.integer({ min: 0, max: 20_000 }),
    minimum: fc.constantFrom({}, { BRL: "7.00" }, { JPY: "700" }),
    maximum: fc.constantFrom({}, { BRL: "70.00" }, { JPY: "70000" }),
  }),
  fc.record({
    formula: fc.constant("TWICE_DEPOSIT" as const),
    countedBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  }),
);

describe("every formula, on any line", () => {
  it("is never negative and never above its cap", () => {
    fc.assert(
      fc.property(anyFormula, anyInput, (formula, input) => {
        const cap = compensationCap(formula, input);
        expect(cap).toBeGreaterThanOrEqual(0n);
        const compensation = compensationFor(formula, input, basis);
        if ("missingFacts" in compensation) return;
        expect(compensation.amountMinor).toBeGreaterThanOrEqual(0n);
        expect(compensation.amountMinor).toBeLessThanOrEqual(cap);
      }),
    );
  });

  it("stays within the cap that stood while a share of a known value was not known", () => {
    const shares = fc.constantFrom(difference, damage, deposit);
    fc.assert(
      fc.property(shares, anyInput, (formula, input) => {
        const compensation = compensationFor(formula, input, basis);
        if ("missingFacts" in compensation) return;
        expect(compensation.amountMinor).toBeLessThanOrEqual(
          compensationCap(formula, { ...input, found: {} }),
        );
      }),
    );
  });

  it("either answers or names what it misses, and knows everything once that is told", () => {
    const all: FoundFacts = {
      lossMinor: 1n,
      lowestUnitPriceMinor: 1n,
      damageBasisPoints: 1,
      expertFeeMinor: 1n,
      depositMinor: 1n,
    };
    fc.assert(
      fc.property(anyFormula, anyInput, (formula, input) => {
        const first = compensationFor(formula, input, basis);
        if ("missingFacts" in first) expect(first.missingFacts.length).toBeGreaterThan(0);
        const told = compensationFor(formula, { ...input, found: { ...all, ...input.found } }, basis);
        expect(told).toHaveProperty("amountMinor");
      }),
    );
  });

  it("is worked out again from its trace alone", () => {
    fc.assert(
      fc.property(anyFormula, anyInput, (formula, input) => {
        const compensation = compensationFor(formula, input, basis);
        if ("missingFacts" in compensation) return;
        const kept = JSON.parse(JSON.stringify(compensation.trace)) as typeof compensation.trace;
        expect(recompute(kept)).toBe(compensation.amountMinor);
      }),
    );
  });
});
