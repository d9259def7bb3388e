import { RemedyKind } from "../../../src/domain/dispute/remedy.js";
import { parseRulebook } from "../../../src/domain/rulebook/parse-rulebook.js";
import { ruleFor } from "../../../src/domain/rulebook/reason.js";
import { InvalidRulebookError } from "../../../src/domain/rulebook/format/problem.js";
import type { TimerRule } from "../../../src/domain/rulebook/timer-rule.js";
import { defaultRulebookJson } from "../default-rulebook.js";

/** Sets (or, without a value, removes) what lies at a path of the default rulebook. */
function changed(path: string, value?: unknown): Record<string, unknown> {
  const rulebook = defaultRulebookJson();
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let parent = rulebook;
  for (const key of keys) parent = parent[key] as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return rulebook;
}

function faultyPaths(value: unknown): string[] {
  try {
    parseRulebook(value);
    return [];
  } catch (error) {
    if (error instanceof InvalidRulebookError) return error.problems.map(({ path }) => path);
    throw error;
  }
}

function faultyPath(value: unknown): string | undefined {
  return faultyPaths(value)[0];
}

describe("the default rulebook", () => {
  const rulebook = parseRulebook(defaultRulebookJson());

  it("survives a trip through JSON unchanged", () => {
    expect(rulebook).toEqual(defaultRulebookJson());
    expect(parseRulebook(JSON.parse(JSON.stringify(rulebook)))).toEqual(rulebook);
  });

  it("has all 34 reasons, each in two languages and with a clause of its own", () => {
    const rules = Object.values(rulebook.reasons);
    expect(rules).toHaveLength(34);
    expect(new Set(rules.map(({ clause }) => clause)).size).toBe(34);
    for (const { title, clause } of rules) {
      expect(title.zh).toMatch(/\p{Script=Han}/u);
      expect(rulebook.clauses[clause]?.text.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it("states every response limit in the words of its clause", () => {
    for (const { clause, merchantResponseHours } of Object.values(rulebook.reasons)) {
      const text = rulebook.clauses[clause]?.text;
      expect(text?.en).toContain(`${merchantResponseHours} hours`);
      expect(text?.zh).toContain(`${merchantResponseHours}小时`);
    }
  });

  it("gives every timer a clause of its own", () => {
    const codes = Object.keys(rulebook.clauses).filter((code) => code.startsWith("T-"));
    const timers: Readonly<Record<string, TimerRule>> = { ...rulebook.timers };
    const cited = Object.values(timers).map(({ clause }) => clause);
    expect(cited.toSorted()).toEqual(codes.toSorted());
  });

  it("lets OTHER ask for every remedy, but for a ruling wants the real reason", () => {
    const rule = ruleFor(rulebook, "OTHER");
    expect(rule?.mustBeRecoded).toBe(true);
    expect(rule?.remedies.toSorted()).toEqual(Object.values(RemedyKind).toSorted());
  });

  it.each(["SPOILED_PERISHABLE", "FOOD_SAFETY", "EXPIRED_OR_NEAR_DATE"])("treats %s as urgent", (reason) => {
    expect(ruleFor(rulebook, reason)?.urgent).toBe(true);
  });

  it.each(["SPOILED_PERISHABLE", "COUNTERFEIT", "FALSE_ADVERTISING", "FOOD_SAFETY"])(
    "leaves %s to people: silence pays nothing",
    (reason) => {
      expect(ruleFor(rulebook, reason)).toMatchObject({ humanOnly: true, onMerchantSilence: ["PLATFORM"] });
    },
  );
});

describe("ruleFor", () => {
  const rulebook = parseRulebook(defaultRulebookJson());

  it.each(["NO_SUCH_REASON", "", "constructor", "__proto__", "not_received"])(
    "knows no reason %p",
    (reason) => {
      expect(ruleFor(rulebook, reason)).toBeNull();
    },
  );
});

describe("parseRulebook", () => {
  it.each([
    ["version", "a b"],
    ["title.zh", " "],
    ["clauses.G-LAPSE.text.en", ""],
    ["clauses.G-LAPSE.code", "G-OTHER"],
    ["timers.offer.hours", 0],
    ["timers.offer.hours", 1.5],
    ["timers.offer.hours", "72"],
    ["timers.offer.clause", "T-NOWHERE"],
    ["timers.offer.clause", "toString"],
    ["limits.claimAmendments", -1],
    ["limits.compensationBasisPoints", -1],
    ["authority.0.level", 4],
    ["authority.0.amounts.CNY", "-1"],
    ["authority.2.amounts", { CNY: "1.00" }],
    ["authority.1.amounts.CNY", "1.00"],
    ["reasons.OTHER.code", "ANOTHER"],
    ["reasons.OTHER.clause", "R-NOWHERE"],
    ["reasons.OTHER.merchantResponseHours", -48],
    ["reasons.OTHER.merchantResponseHoursPerishable", 0],
    ["reasons.OTHER.onMerchantSilence", []],
    ["reasons.OTHER.burdenOfProof", "NOBODY"],
    ["reasons.OTHER.merchantEvidence", "PHOTO_OF_ITEM"],
    ["reasons.OTHER.remedies", []],
    ["reasons.OTHER.goodsStatus", []],
    ["reasons.OTHER.window.days", 0],
    ["reasons.OTHER.window.from", "TOMORROW"],
    ["reasons.OTHER.urgent", "no"],
    ["reasons.OTHER.openedBy", "PLATFORM"],
    ["reasons.MISSING_OR_SHORT.compensation.formula", "GUESS"],
    ["reasons.LATE_DISPATCH.compensation", null],
    ["reasons.LATE_DISPATCH.compensation.maximum.XYZ", "1"],
    ["reasons.LATE_DISPATCH.compensation.maximum.CNY", "1.001"],
    ["reasons.LATE_DISPATCH.compensation.minimum.CNY", "100.01"],
    ["reasons.COUNTERFEIT.compensation.multiple", -3],
    ["reasons.COUNTERFEIT.onMerchantSilence", ["REFUND"]],
    ["reasons.LATE_DISPATCH.onMerchantSilence", ["PLATFORM", "REFUND"]],
    ["reasons.FREIGHT_DISPUTE.freightRefundable", false],
    ["reasons.OTHER.merchantEvidence", ["A_PHOTO"]],
    ["reasons.OTHER.levelFloor", 4],
    ["reasons.OTHER.freightSituation", "BY_SHIP"],
    ["reasons.LATE_DISPATCH.onShopperSilence", "REFUND"],
    ["reasons.LATE_DISPATCH.recommendations.0.clause", "R-NOWHERE"],
    ["reasons.LATE_DISPATCH.recommendations.0.remedies", []],
    ["reasons.LATE_DISPATCH.recommendations.0.remedies.0.kind", "REPAIR"],
    ["reasons.LATE_DISPATCH.recommendations.0.remedies.0.amount", "NONE"],
    ["reasons.QUALITY_DEFECT.burdenRules.0.clause", "R-NOWHERE"],
    ["reasons.FREIGHT_DISPUTE.merchantEvidence", [{ type: "RECEIPT", level: "ALTERNATIVE" }]],
    ["clauses.G-LAPSE.basis", "the law"],
    ["limits.secondReviewAbove", { CNY: "-1" }],
    ["limits.offerCompensationBasisPoints", 10_001],
    ["escalation.1.to", 1],
    ["escalation.1.from", 1],
    ["escalation.0.to", 1],
    ["freightMatrix.1.situation", "NO_REASON_RETURN"],
    ["freightMatrix.0.clause", "F-NOWHERE"],
    ["promises.0.reasons.0", "NO_SUCH_REASON"],
    ["promises.0.change", { freight: "NONE" }],
    ["promises.1.kind", "FREE_RETURN"],
    ["reasons", {}],
    ["authority", []],
  ])("names %s when it is %j", (path, value) => {
    const reported = faultyPaths(changed(path, value));
    expect(reported.some((each) => each === path || each.startsWith(`${path}.`))).toBe(true);
  });

  it("names the item of a list that is unknown, and a list with an item twice", () => {
    expect(faultyPath(changed("reasons.OTHER.remedies", ["REFUND", "APOLOGY"]))).toBe(
      "reasons.OTHER.remedies.1",
    );
    expect(faultyPath(changed("reasons.OTHER.remedies", ["REFUND", "REFUND"]))).toBe(
      "reasons.OTHER.remedies",
    );
  });

  it.each(["version", "timers.payment", "reasons.OTHER.humanOnly", "limits.attemptsPerLine"])(
    "names %s when it is missing",
    (path) => {
      expect(faultyPath(changed(path))).toBe(path);
    },
  );

  it("names a field that it does not know", () => {
    expect(faultyPath(changed("reasons.OTHER.humanonly", true))).toBe("reasons.OTHER.humanonly");
  });

  it.each([null, undefined, 1, "{}", [], true])("refuses %p as a whole", (value) => {
    expect(faultyPath(value)).toBe("");
  });

  it("names everything that is wrong at once", () => {
    const twice = changed("reasons.OTHER.window.days", 0);
    Reflect.set(twice["timers"] as object, "payment", { hours: 0, clause: 7 });
    expect(faultyPaths(twice).toSorted()).toEqual([
      "reasons.OTHER.window.days",
      "timers.payment.clause",
      "timers.payment.hours",
    ]);
  });

  it("fills in what an older document leaves out", () => {
    const older = defaultRulebookJson();
    for (const field of ["major", "escalation", "freightMatrix", "categoryOverrides", "promises"])
      Reflect.deleteProperty(older, field);
    for (const rule of Object.values(older["reasons"] as Record<string, Record<string, unknown>>)) {
      for (const field of ["onShopperSilence", "burdenRules", "freightSituation", "recommendations"])
        Reflect.deleteProperty(rule, field);
      rule["merchantEvidence"] = ["PHOTO_OF_ITEM"];
    }
    const rulebook = parseRulebook(older);
    expect(rulebook.escalation).toEqual([
      { from: 1, to: 2 },
      { from: 2, to: 3 },
    ]);
    expect(ruleFor(rulebook, "OTHER")).toMatchObject({
      onShopperSilence: "LAPSE",
      freightSituation: "NO_FREIGHT",
      merchantEvidence: [{ type: "PHOTO_OF_ITEM", level: "MANDATORY", hint: null }],
    });
  });

  it.each(["categoryOverrides", "promises"])(
    "refuses a cap below the minimum of a formula in %s too",
    (list) => {
      const [minimum, maximum] = [{ CNY: "500.00" }, { CNY: "100.00" }];
      const compensation = { formula: "RATE_OF_PAID", rateBasisPoints: 500, minimum, maximum };
      const names = list === "promises" ? { kind: "ON_TIME" } : { category: "shoes" };
      const row = { ...names, reasons: ["LATE_DISPATCH"], change: { compensation }, clause: "G-LAPSE" };
      expect(faultyPath(changed(list, [row]))).toBe(`${list}.0.change.compensation.minimum.CNY`);
    },
  );

  it("refuses a multiple of the price that silence would pay", () => {
    const rulebook = changed("reasons.LATE_DISPATCH.compensation", {
      formula: "MULTIPLE_OF_PRICE",
      multiple: 3,
      minimum: {},
    });
    expect(faultyPath(rulebook)).toBe("reasons.LATE_DISPATCH.onMerchantSilence");
  });
});
