import { adjustedRule, adjustmentsFor, type SoldLine } from "../../../src/domain/rulebook/adjustments.js";
import { parseRulebook } from "../../../src/domain/rulebook/parse-rulebook.js";
import { ruleOf } from "../../../src/domain/rulebook/reason.js";
import type { CategoryOverride } from "../../../src/domain/rulebook/rule-change.js";
import { defaultRulebookJson } from "../default-rulebook.js";

const now = new Date("2026-11-25T00:00:00.000Z");
const inTime = new Date("2026-12-24T00:00:00.000Z");
const plain: SoldLine = { category: null, promises: [] };

function override(change: CategoryOverride["change"], reasons: readonly string[] = []): CategoryOverride {
  return { category: "fresh_food", reasons, change, clause: "G-LAPSE" };
}

function found(
  reason: string,
  lines: readonly SoldLine[],
  categoryOverrides: readonly CategoryOverride[] = [],
) {
  const rulebook = parseRulebook({ ...defaultRulebookJson(), categoryOverrides });
  const rule = ruleOf(rulebook, reason);
  const adjustments = adjustmentsFor(rulebook, rule, { lines, now });
  return { adjustments, rule: adjustedRule(rule, adjustments) };
}

const promising = (kind: string, until: Date | null = null): SoldLine => ({
  category: null,
  promises: [{ kind, until }],
});

describe("a category's own rule", () => {
  const food: SoldLine = { category: "fresh_food", promises: [] };

  it("changes the rule of goods of the category and says by which clause", () => {
    const { rule, adjustments } = found("NOT_RECEIVED", [food], [override({ merchantResponseHours: 24 })]);
    expect(rule.merchantResponseHours).toBe(24);
    expect(adjustments).toEqual([
      {
        source: "CATEGORY",
        name: "fresh_food",
        change: { merchantResponseHours: 24 },
        windowClosesAt: null,
        clause: "G-LAPSE",
      },
    ]);
  });

  it("leaves other goods alone", () => {
    expect(found("NOT_RECEIVED", [plain], [override({ merchantResponseHours: 24 })]).adjustments).toEqual([]);
  });

  it("is the row that names the reason, where one does", () => {
    const rows = [override({ windowDays: 1 }), override({ windowDays: 3 }, ["NOT_RECEIVED"])];
    expect(found("NOT_RECEIVED", [food], rows).rule.window.days).toBe(3);
    expect(found("WRONG_ITEM", [food], rows).rule.window.days).toBe(1);
  });
});

describe("a promise made with the order", () => {
  it("prevails where it is better for the shopper", () => {
    const { rule, adjustments } = found("NO_REASON_RETURN", [promising("FREE_RETURN", inTime)]);
    expect(rule).toMatchObject({ freightBearer: "MERCHANT", window: { days: 30 } });
    expect(adjustments).toMatchObject([
      { source: "PROMISE", name: "FREE_RETURN", windowClosesAt: inTime, clause: "G-BETTER_PROMISE" },
    ]);
  });

  it("changes nothing where the rule is as good already", () => {
    const generous = override({ windowDays: 60, freightBearer: "MERCHANT" });
    const line = { category: "fresh_food", promises: [{ kind: "FREE_RETURN", until: null }] };
    const { rule, adjustments } = found("NO_REASON_RETURN", [line], [generous]);
    expect(rule.window.days).toBe(60);
    expect(adjustments.map(({ source }) => source)).toEqual(["CATEGORY"]);
  });

  it.each<[string, readonly SoldLine[]]>([
    ["has ended", [promising("FREE_RETURN", new Date(now.getTime() - 1))]],
    ["was made with some of the lines only", [promising("FREE_RETURN"), plain]],
    ["is of a kind that the rulebook does not know", [promising("FREE_COFFEE")]],
  ])("does not bind if it %s", (_why, lines) => {
    expect(found("NO_REASON_RETURN", lines).adjustments).toEqual([]);
  });

  it("is for the reasons that the rulebook names alone", () => {
    expect(found("WRONG_ITEM", [promising("FREE_RETURN")]).adjustments).toEqual([]);
  });

  it("of a multiple of the price binds with the expert's fee on top", () => {
    expect(found("COUNTERFEIT", [promising("GENUINE_OR_THREE_TIMES")]).rule.compensation).toEqual({
      formula: "PROMISED_MULTIPLE",
      multiple: 3,
    });
  });
});
