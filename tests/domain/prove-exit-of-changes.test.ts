import { decide } from "../../src/domain/dispute/decide.js";
import { ErrorCode, refusal } from "../../src/domain/errors.js";
import { proveExit } from "../../src/domain/rulebook/prove-exit.js";
import type { CompensationFormula } from "../../src/domain/rulebook/compensation-formula.js";
import type { ReasonRule } from "../../src/domain/rulebook/reason-rule.js";
import type { RuleChange } from "../../src/domain/rulebook/rule-change.js";
import type { Rulebook } from "../../src/domain/rulebook/rulebook.js";
import { defaultRulebook } from "../../seeds/default-rulebook.js";

const rulebook = defaultRulebook();

/** The default rulebook with one reason alone, for which compensation may be claimed by its formula only. */
const only: Rulebook = {
  ...rulebook,
  limits: { ...rulebook.limits, compensationBasisPoints: 0 },
  promises: [],
  reasons: {
    QUALITY_DEFECT: {
      ...rulebook.reasons["QUALITY_DEFECT"]!,
      ...({ remedies: ["COMPENSATION"], compensation: { formula: "CLAIMED_VALUE" } } as Pick<
        ReasonRule,
        "remedies" | "compensation"
      >),
    },
  },
};
const row = { reasons: [], clause: "G-LAPSE" };
const ofShoes = (change: RuleChange): Rulebook => ({
  ...only,
  categoryOverrides: [{ ...row, category: "shoes", change }],
});
const nothing: CompensationFormula = {
  ...{ formula: "RATE_OF_PAID", rateBasisPoints: 500 },
  ...{ minimum: {}, maximum: { EUR: "0.00" } },
};

describe("the promise of exit, where a category or a promise changes the rule of a reason", () => {
  it("holds at the bounds", () => {
    expect(proveExit(ofShoes({ merchantResponseHours: 90, urgent: true }))).toBeNull();
  });

  it.each<[string, Rulebook, string, string]>([
    [
      "more than 15 days for the merchant",
      ofShoes({ merchantResponseHours: 91 }),
      "MERCHANT_IN_TIME",
      "categoryOverrides.0.change.merchantResponseHours",
    ],
    [
      "compensation that is always 0 for a category",
      ofShoes({ compensation: nothing }),
      "REMEDY_PAYABLE",
      "categoryOverrides.0.change.compensation",
    ],
    [
      "a promise of compensation that is always 0",
      {
        ...only,
        promises: [{ ...row, kind: "ON_TIME", change: { compensation: nothing }, windowToItsEnd: false }],
      },
      "REMEDY_PAYABLE",
      "promises.0.change.compensation",
    ],
  ])("is broken by %s", (_, broken, promise, path) => {
    expect(proveExit(broken)).toMatchObject({ promise, path: [path] });
  });

  it("is looked for in the machine as the change makes it", () => {
    const deciding: typeof decide = (command, dispute, context) =>
      command.action === "FINALISE_RULING" && context.rule.urgent
        ? { accepted: false, refusal: refusal(ErrorCode.STATE_CONFLICT, "No.") }
        : decide(command, dispute, context);
    expect(proveExit(ofShoes({ windowDays: 1 }), deciding)).toBeNull();
    const found = proveExit(ofShoes({ urgent: true }), deciding);
    expect(found!.promise).toBe("TIMED_EXIT");
    expect(found!.message).toMatch(/^For shoes: /);
    expect(found!.path.slice(0, 2)).toEqual(["categoryOverrides.0.change", "QUALITY_DEFECT"]);
  });

  it("costs no more for a hundred categories than for one", () => {
    const decisionsFor = (categories: number): number => {
      let decisions = 0;
      const change: RuleChange = { urgent: true };
      const rows = Array.from({ length: categories }, (_, index) => ({
        ...row,
        category: `c${index}`,
        change,
      }));
      const slower = { ...row, category: "slow", change: { merchantResponseHours: 60 } };
      const counted: typeof decide = (...parameters) => {
        decisions += 1;
        return decide(...parameters);
      };
      expect(proveExit({ ...only, categoryOverrides: [...rows, slower] }, counted)).toBeNull();
      return decisions;
    };
    expect(decisionsFor(100)).toBe(decisionsFor(1));
  });
});
