import fc from "fast-check";
import { bandNumbered, claimBandOf, claimBandStarts } from "../../src/domain/consistency/claim-band.js";
import { estimateShare } from "../../src/domain/consistency/wilson.js";
import { MacroVariable, renderTemplate, variablesOf } from "../../src/domain/macro/macro-template.js";

describe("the bands of claims", () => {
  it("hold every claim once, and what is in one differs by at most 2.5 times", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (claim) => {
        const { from, below } = claimBandOf(claim);
        expect(from <= claim && below !== null && claim < below).toBe(true);
        expect(2n * below!).toBeLessThanOrEqual(5n * from);
        const holding = claimBandStarts.filter((_, index) => {
          const band = bandNumbered(index + 1);
          return band.from <= claim && (band.below === null || claim < band.below);
        });
        expect(holding).toEqual([from]);
      }),
    );
    expect(claimBandOf(0n)).toEqual({ from: 0n, below: 1n });
    expect(claimBandOf(10_000n)).toEqual({ from: 10_000n, below: 20_000n });
    expect(claimBandOf(10n ** 30n).below).toBeNull();
  });
});

describe("Wilson's interval", () => {
  it("is that of the textbooks", () => {
    expect(estimateShare(0, 0)).toBeNull();
    expect(estimateShare(1, 10)).toEqual({ basisPoints: 1_000, lowBasisPoints: 179, highBasisPoints: 4_042 });
    expect(estimateShare(0, 20)).toEqual({ basisPoints: 0, lowBasisPoints: 0, highBasisPoints: 1_611 });
    expect(estimateShare(50, 100)).toEqual({
      basisPoints: 5_000,
      lowBasisPoints: 4_038,
      highBasisPoints: 5_962,
    });
  });

  it("holds the share, and narrows with more cases", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (cases, some) => {
        const hits = Math.min(some, cases);
        const few = estimateShare(hits, cases)!;
        const many = estimateShare(hits * 10, cases * 10)!;
        expect(few.lowBasisPoints <= few.basisPoints && few.basisPoints <= few.highBasisPoints).toBe(true);
        const width = ({ lowBasisPoints, highBasisPoints }: typeof few) => highBasisPoints - lowBasisPoints;
        expect(width(many)).toBeLessThanOrEqual(width(few));
      }),
    );
  });
});

describe("a macro's template", () => {
  const names = Object.keys(MacroVariable) as MacroVariable[];

  it("puts values in once, whatever they hold: nothing that they bring is a variable", () => {
    const hostile = fc.oneof(fc.string(), fc.constantFrom("{{DEADLINE}}", "}}{{", "{{", "$&", "$1"));
    const values = fc.record(Object.fromEntries(names.map((name) => [name, hostile])));
    const parts = fc.array(
      fc.oneof(fc.constantFrom(...names), fc.constantFrom("a", " }} ", "\n", "{ ", "$&")),
    );
    fc.assert(
      fc.property(parts, values, (of, by) => {
        const given = by as Record<MacroVariable, string>;
        const isName = (part: string): part is MacroVariable => part in MacroVariable;
        const text = of.map((part) => (isName(part) ? `{{${part}}}` : part)).join("");
        const clean = (value: string) => value.replace(/[^\P{Cc}\n]/gu, " ");
        const expected = of.map((part) => (isName(part) ? clean(given[part]) : part)).join("");
        expect(renderTemplate(text, given)).toBe(expected);
        expect(variablesOf(text)).toEqual([...new Set(of.filter(isName))]);
      }),
    );
  });
});
