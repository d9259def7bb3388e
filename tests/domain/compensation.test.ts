import fc from "fast-check";
import { compensationFor } from "../../src/domain/rulebook/compensation.js";
import { parseRulebook } from "../../src/domain/rulebook/parse-rulebook.js";
import { ruleFor } from "../../src/domain/rulebook/reason.js";
import type { CompensationFormula } from "../../src/domain/rulebook/rulebook.js";
import { defaultRulebookJson } from "./default-rulebook.js";

const rulebook = parseRulebook(defaultRulebookJson());

function formulaOf(reason: string): CompensationFormula {
  const formula = ruleFor(rulebook, reason)?.compensation;
  if (!formula) throw new Error(`${reason} has no formula`);
  return formula;
}

/** Same amount paid, priced and claimed, for formulas that read one of them. */
function amountFor(reason: string, minor: bigint, currency: string): bigint {
  return compensationFor(formulaOf(reason), {
    paidMinor: minor,
    priceMinor: minor,
    claimedMinor: minor,
    currency,
  }).amountMinor;
}

describe("compensationFor, with the formulas of the default rulebook", () => {
  it.each([
    ["LATE_DISPATCH", 20_000n, "CNY", 1_000n, "5 % of what was paid"],
    ["LATE_DISPATCH", 20_019n, "CNY", 1_000n, "rounded down to a fen"],
    ["LATE_DISPATCH", 999n, "CNY", 500n, "at least the minimum"],
    ["LATE_DISPATCH", 1_000_000n, "CNY", 10_000n, "at most the maximum"],
    ["LATE_DISPATCH", 1_000_000n, "JPY", 50_000n, "a currency without bounds is not bounded"],
    ["OUT_OF_STOCK_OR_REFUSES_TO_SHIP", 20_000n, "BRL", 2_000n, "10 %, twice the rate for lateness"],
    ["COUNTERFEIT", 10_000n, "CNY", 30_000n, "three times the price"],
    ["FALSE_ADVERTISING", 10_000n, "CNY", 50_000n, "three times is below 500 yuan: 500 yuan"],
    ["FALSE_ADVERTISING", 20_000n, "CNY", 60_000n, "three times the price"],
    ["FALSE_ADVERTISING", 10_000n, "USD", 30_000n, "the floor is a Chinese one"],
    ["FOOD_SAFETY", 3_000n, "CNY", 100_000n, "ten times is below 1,000 yuan: 1,000 yuan"],
    ["FOOD_SAFETY", 30_000n, "CNY", 300_000n, "ten times the price"],
    ["MISSING_OR_SHORT", 1_234n, "EUR", 1_234n, "the value claimed"],
  ])("%s of %s %s is %s: %s", (reason, minor, currency, expected) => {
    expect(amountFor(reason, minor, currency)).toBe(expected);
  });

  it("compensates no claimed value above what was paid", () => {
    const input = { paidMinor: 900n, priceMinor: 1_000n, claimedMinor: 950n, currency: "CNY" };
    expect(compensationFor(formulaOf("PRICE_PROTECTION"), input).amountMinor).toBe(900n);
  });

  it("keeps a trace from which the amount can be recomputed", () => {
    const input = { paidMinor: 20_000n, priceMinor: 22_000n, claimedMinor: 0n, currency: "CNY" };
    expect(compensationFor(formulaOf("LATE_DISPATCH"), input).trace).toEqual({
      formula: "RATE_OF_PAID",
      currency: "CNY",
      paid: "200.00",
      rateBasisPoints: "500",
      minimum: "5.00",
      maximum: "100.00",
      result: "10.00",
    });
  });

  const anyInput = fc.record({
    paidMinor: fc.bigInt(0n, 10n ** 15n),
    priceMinor: fc.bigInt(0n, 10n ** 15n),
    claimedMinor: fc.bigInt(0n, 10n ** 15n),
    currency: fc.constantFrom("CNY", "BRL", "USD", "EUR", "JPY"),
  });
  const anyFormula = fc.constantFrom(
    ...Object.values(rulebook.reasons)
      .map(({ compensation }) => compensation)
      .filter((formula) => formula !== null),
  );

  it("is never negative and never above its own bounds", () => {
    fc.assert(
      fc.property(anyFormula, anyInput, (formula, input) => {
        const { amountMinor } = compensationFor(formula, input);
        expect(amountMinor).toBeGreaterThanOrEqual(0n);
        if (formula.formula === "CLAIMED_VALUE") {
          expect(amountMinor).toBeLessThanOrEqual(input.paidMinor);
          expect(amountMinor).toBeLessThanOrEqual(input.claimedMinor);
        }
        const maximum = formula.formula === "RATE_OF_PAID" ? formula.maximum[input.currency] : undefined;
        if (maximum !== undefined) {
          expect(amountMinor).toBeLessThanOrEqual(BigInt(maximum.replace(".", "")));
        }
      }),
    );
  });

  it("never falls when more was paid, priced or claimed", () => {
    fc.assert(
      fc.property(anyFormula, anyInput, fc.bigInt(0n, 10n ** 12n), (formula, input, more) => {
        const raised = {
          ...input,
          paidMinor: input.paidMinor + more,
          priceMinor: input.priceMinor + more,
          claimedMinor: input.claimedMinor + more,
        };
        expect(compensationFor(formula, raised).amountMinor).toBeGreaterThanOrEqual(
          compensationFor(formula, input).amountMinor,
        );
      }),
    );
  });
});
