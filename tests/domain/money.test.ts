import fc from "fast-check";
import {
  formatAmount,
  isCurrency,
  minorDigits,
  parseAmount,
  shareOf,
  smaller,
  split,
} from "../../src/domain/money.js";
import { refusalCodeOf } from "./refusal-code.js";

describe("parseAmount", () => {
  it.each([
    ["0", "CNY", 0n],
    ["12.50", "CNY", 1250n],
    ["12.5", "BRL", 1250n],
    ["0.01", "EUR", 1n],
    ["1200", "JPY", 1200n],
    ["1.234", "BHD", 1234n],
    ["10000000000000.00", "USD", 10n ** 15n],
  ])("reads %s %s", (amount, currency, minor) => {
    expect(parseAmount(amount, currency)).toEqual({ minor, currency });
  });

  it.each([
    ["-0.01", "CNY", "INVALID_AMOUNT"],
    ["0.001", "CNY", "INVALID_AMOUNT"],
    ["1.0", "JPY", "INVALID_AMOUNT"],
    ["", "CNY", "INVALID_AMOUNT"],
    [".5", "CNY", "INVALID_AMOUNT"],
    ["5.", "CNY", "INVALID_AMOUNT"],
    ["1e3", "CNY", "INVALID_AMOUNT"],
    [" 1", "CNY", "INVALID_AMOUNT"],
    ["1,000", "CNY", "INVALID_AMOUNT"],
    ["٣", "CNY", "INVALID_AMOUNT"],
    ["10000000000000.01", "USD", "INVALID_AMOUNT"],
    ["9".repeat(200), "USD", "INVALID_AMOUNT"],
    ["1", "XYZ", "UNKNOWN_CURRENCY"],
    ["1", "cny", "UNKNOWN_CURRENCY"],
    ["1", "", "UNKNOWN_CURRENCY"],
  ])("refuses %p %p with %s", (amount, currency, code) => {
    expect(refusalCodeOf(() => parseAmount(amount, currency))).toBe(code);
  });

  it("gives back every amount that it formats, in every kind of currency", () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 15n),
        fc.constantFrom("CNY", "JPY", "BHD", "BRL"),
        (minor, currency) => {
          expect(parseAmount(formatAmount({ minor, currency }), currency).minor).toBe(minor);
        },
      ),
    );
  });
});

describe("formatAmount", () => {
  it.each([
    [5n, "CNY", "0.05"],
    [1250n, "CNY", "12.50"],
    [-1250n, "CNY", "-12.50"],
    [7n, "JPY", "7"],
    [7n, "BHD", "0.007"],
  ])("writes %s %s as %s", (minor, currency, text) => {
    expect(formatAmount({ minor, currency })).toBe(text);
  });
});

describe("minorDigits", () => {
  it("knows currencies with 0, 2 and 3 decimal places", () => {
    expect(["JPY", "CNY", "BHD"].map(minorDigits)).toEqual([0, 2, 3]);
  });

  it("goes by ISO 4217 where the runtime's own data says otherwise", () => {
    expect(["HUF", "COP", "IQD"].map(minorDigits)).toEqual([2, 2, 3]);
    expect(["DEM", "XXX", "XTS"].map(isCurrency)).toEqual([false, false, false]);
  });
});

describe("split", () => {
  it.each([
    ["60/40 with a unit left over", 1001n, [6000n, 4000n], [601n, 400n]],
    ["equal parts: the claimant, first, gets the last unit", 100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    ["two units left over", 101n, [1n, 1n, 1n], [34n, 34n, 33n]],
    ["largest remainder first", 10n, [1n, 5n], [2n, 8n]],
    ["no weight at all", 9n, [0n, 0n], [9n, 0n]],
    ["nothing to split", 0n, [3n, 7n], [0n, 0n]],
    ["nobody", 0n, [], []],
  ])("%s", (_, total, weights, parts) => {
    expect(split(total, weights)).toEqual(parts);
  });

  const weighted = fc.record({
    total: fc.bigInt(0n, 10n ** 15n),
    weights: fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 12 }),
  });

  it("adds up exactly, and no part is negative", () => {
    fc.assert(
      fc.property(weighted, ({ total, weights }) => {
        const parts = split(total, weights);
        expect(parts).toHaveLength(weights.length);
        expect(parts.reduce((left, right) => left + right, 0n)).toBe(total);
        expect(parts.every((part) => part >= 0n)).toBe(true);
      }),
    );
  });

  it("gives nobody a whole unit more or less than their share", () => {
    fc.assert(
      fc.property(weighted, ({ total, weights }) => {
        const sum = weights.reduce((left, right) => left + right, 0n);
        fc.pre(sum > 0n);
        for (const [index, part] of split(total, weights).entries()) {
          const exact = total * (weights[index] ?? 0n);
          expect(part * sum - exact).toBeLessThan(sum);
          expect(exact - part * sum).toBeLessThan(sum);
        }
      }),
    );
  });
});

describe("shareOf", () => {
  it("rounds down, and is the whole at 10,000 basis points", () => {
    expect(shareOf(999n, 500)).toBe(49n);
    expect(shareOf(999n, 10_000)).toBe(999n);
    expect(shareOf(999n, 0)).toBe(0n);
  });
});

describe("smaller", () => {
  it("is the smaller one", () => {
    expect([smaller(1n, 2n), smaller(2n, 1n), smaller(2n, 2n)]).toEqual([1n, 1n, 2n]);
  });
});
