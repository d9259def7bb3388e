import { authorityBounds, mayRuleOn } from "../../src/domain/rulebook/authority.js";

const authority = [
  { level: 1, amounts: { CNY: "500.00", JPY: "9000" } },
  { level: 2, amounts: { CNY: "5000" } },
  { level: 3, amounts: {} },
] as const;

describe("what a level may rule on", () => {
  it("is bounded by the amount named for level and currency, and only the highest level by none", () => {
    expect(authorityBounds({ authority }, 1)).toEqual({
      minorByCurrency: { CNY: 500_00n, JPY: 9000n },
      othersUnbounded: false,
    });
    expect(authorityBounds({ authority }, 2)).toEqual({
      minorByCurrency: { CNY: 5000_00n },
      othersUnbounded: false,
    });
    expect(authorityBounds({ authority }, 3)).toEqual({ minorByCurrency: {}, othersUnbounded: true });
  });

  it.each([
    [1, 500_00n, "CNY", true],
    [1, 500_01n, "CNY", false],
    [2, 500_01n, "CNY", true],
    [2, 1n, "JPY", false],
    [3, 10n ** 15n, "JPY", true],
  ] as const)("level %i, %s minor units of %s: %s", (level, minor, currency, may) => {
    expect(mayRuleOn({ authority }, level, { minor, currency })).toBe(may);
  });
});
