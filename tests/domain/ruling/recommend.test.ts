import fc from "fast-check";
import { checkTerms } from "../../../src/domain/dispute/terms.js";
import { isMoneyRemedy } from "../../../src/domain/dispute/remedy.js";
import type { CompensationFormula } from "../../../src/domain/rulebook/compensation-formula.js";
import { RecommendedAmount, type RecommendationRule } from "../../../src/domain/rulebook/conditional-rule.js";
import { recommend } from "../../../src/domain/ruling/recommend.js";
import { diverges, recommendedRuling } from "../../../src/domain/ruling/recommendation.js";
import { caseOf, language, line, rulebook, type CaseChange } from "./support.js";

type Remedies = RecommendationRule["remedies"];

function ruled(when: string, remedies: Remedies, clause = "G-ADVICE"): RecommendationRule {
  return {
    when,
    outcome: remedies.length === 0 ? "RULED_FOR_MERCHANT" : "RULED_FOR_SHOPPER",
    remedies,
    clause,
  };
}

const asksExchange = {
  remedy: "EXCHANGE",
  items: [{ kind: "EXCHANGE", orderLineId: "line-1", amountMinor: 0n }],
} as const;

const adviceFor = (change: CaseChange) => recommend({ subject: caseOf(change), rulebook, language });

const withRemedies = (remedies: Remedies, change: CaseChange = {}) =>
  adviceFor({ ...change, rule: { ...change.rule, recommendations: [ruled("merchantSilent", remedies)] } });

const amounts = (remedies: Remedies, change: CaseChange = {}) =>
  withRemedies(remedies, change).recommendation?.remedies.map(({ kind, amountMinor }) => [kind, amountMinor]);

describe("recommend", () => {
  it("takes the first rule that holds and shows what it looked at", () => {
    const recommendations = [
      ruled("merchantOffered", []),
      ruled("refusalCode", [], "G-UNKNOWN"),
      ruled("merchantSilent", [{ kind: "REFUND", amount: "CLAIMED" }]),
      ruled("!merchantOffered", []),
    ];
    const { recommendation, trace } = adviceFor({ rule: { recommendations } });
    expect(recommendation).toMatchObject({
      outcome: "RULED_FOR_SHOPPER",
      remedies: [{ kind: "REFUND", orderLineId: "line-1", amountMinor: 60_00n }],
      clauses: ["G-ADVICE", "R-QUALITY_DEFECT"],
    });
    expect(trace).toEqual([
      { condition: "merchantOffered", clause: "G-ADVICE", state: "FAILED", missingFacts: [] },
      { condition: "refusalCode", clause: "G-UNKNOWN", state: "UNKNOWN", missingFacts: ["refusalCode"] },
      { condition: "merchantSilent", clause: "G-ADVICE", state: "HELD", missingFacts: [] },
    ]);
  });

  it("recommends nothing where no rule holds, and shows why", () => {
    const { recommendation, trace } = adviceFor({
      rule: { recommendations: [ruled("merchantOffered", [])] },
    });
    expect(recommendation).toBeNull();
    expect(trace.map(({ state }) => state)).toEqual(["FAILED"]);
  });

  it("recommends nothing where nothing is left to order", () => {
    const spent = { lines: [{ ...line, refundedMinor: 100_00n }] };
    expect(withRemedies([{ kind: "REFUND", amount: "REFUNDABLE" }], spent).recommendation).toBeNull();
  });

  it.each<[string, Remedies, CaseChange, unknown[][]]>([
    ["what is claimed", [{ kind: "REFUND", amount: "CLAIMED" }], {}, [["REFUND", 60_00n]]],
    [
      "all that is refundable, for a claim that asks for an act",
      [{ kind: "REFUND", amount: "REFUNDABLE" }],
      { claim: asksExchange },
      [["REFUND", 100_00n]],
    ],
    ["no more than was asked for", [{ kind: "REFUND", amount: "REFUNDABLE" }], {}, [["REFUND", 60_00n]]],
    ["the freight", [{ kind: "REFUND_FREIGHT", amount: "FREIGHT" }], {}, [["REFUND_FREIGHT", 10_00n]]],
    ["an act", [{ kind: "EXCHANGE", amount: "NONE" }], {}, [["EXCHANGE", 0n]]],
    [
      "no more than is left",
      [{ kind: "REFUND", amount: "CLAIMED" }],
      { lines: [{ ...line, refundedMinor: 70_00n }] },
      [["REFUND", 30_00n]],
    ],
    [
      "refunds that fit together",
      [
        { kind: "REFUND", amount: "REFUNDABLE" },
        { kind: "REFUND_FREIGHT", amount: "FREIGHT" },
      ],
      { claim: asksExchange },
      [["REFUND", 100_00n]],
    ],
    [
      "a compensation by its formula",
      [{ kind: "COMPENSATION", amount: "COMPENSATION" }],
      {
        rule: { compensation: { formula: "RATE_OF_PAID", rateBasisPoints: 1_000, minimum: {}, maximum: {} } },
      },
      [["COMPENSATION", 9_00n]],
    ],
  ])("resolves %s", (_what, remedies, change, expected) => {
    expect(amounts(remedies, change)).toEqual(expected);
  });

  it("leaves an amount open whose facts are missing, and says how much at most", () => {
    const compensation: CompensationFormula = { formula: "PROMISED_MULTIPLE", multiple: 3 };
    const remedies: Remedies = [{ kind: "COMPENSATION", amount: "COMPENSATION" }];
    expect(withRemedies(remedies, { rule: { compensation } }).recommendation?.remedies).toEqual([
      {
        kind: "COMPENSATION",
        orderLineId: "line-1",
        amountMinor: null,
        atMostMinor: 300_00n,
        missingFacts: ["expertFee"],
        formulaTrace: null,
      },
    ]);
  });

  it("finds who must prove it, by the first burden rule that holds or else the reason's own", () => {
    const burdenRules = [
      { when: "merchantOffered", burdenOfProof: "CARRIER", clause: "G-1" },
      { when: "merchantSilent", burdenOfProof: "MERCHANT", clause: "G-2" },
    ] as const;
    expect(adviceFor({ rule: { burdenRules } }).burden).toMatchObject({
      burdenOfProof: "MERCHANT",
      clause: "G-2",
    });
    const { burden } = adviceFor({ rule: { burdenRules: burdenRules.slice(0, 1) } });
    expect(burden).toMatchObject({ burdenOfProof: "SHOPPER", clause: "R-QUALITY_DEFECT" });
    expect(burden.trace).toHaveLength(1);
  });

  const money = fc.bigInt(0n, 10n ** 12n);
  const anyLine = fc.record({
    paidMinor: money,
    freightPaidMinor: money,
    refundedMinor: money,
    priceMinor: money,
  });
  const anyRemedy = fc
    .constantFrom("REFUND", "RETURN_AND_REFUND", "REFUND_FREIGHT", "COMPENSATION", "EXCHANGE" as const)
    .chain((kind) => {
      const amount = isMoneyRemedy(kind)
        ? fc.constantFrom(...Object.values(RecommendedAmount).filter((each) => each !== "NONE"))
        : fc.constant("NONE" as const);
      return amount.map((each) => ({ kind: kind, amount: each }));
    });
  const anyFormula = fc.constantFrom<CompensationFormula | null>(
    null,
    { formula: "CLAIMED_VALUE" },
    { formula: "MULTIPLE_OF_PRICE", multiple: 3, minimum: { CNY: "500.00" } },
    { formula: "RATE_OF_PAID", rateBasisPoints: 500, minimum: { CNY: "5.00" }, maximum: {} },
  );

  it("never recommends what a ruling could not order", () => {
    const claims = fc.tuple(
      money,
      anyLine,
      anyLine,
      fc.array(anyRemedy, { minLength: 1, maxLength: 3 }),
      anyFormula,
    );
    fc.assert(
      fc.property(claims, fc.boolean(), ([claimed, one, other, wanted, compensation], freightRefundable) => {
        const remedies = [...new Map(wanted.map((remedy) => [remedy.kind, remedy])).values()];
        const lines = [
          { ...line, ...one },
          { ...line, ...other, orderLineId: "line-2" },
        ];
        const items = lines.map(({ orderLineId }) => ({
          kind: "REFUND" as const,
          orderLineId,
          amountMinor: claimed,
        }));
        const change = {
          lines,
          claim: { remedy: "REFUND" as const, items },
          rule: { compensation, freightRefundable },
        };
        const advice = withRemedies(remedies, change).recommendation;
        const ordered =
          advice?.remedies.map((each) => ({ ...each, amountMinor: each.amountMinor ?? 0n })) ?? [];
        if (ordered.length === 0) return;
        const { rule } = caseOf(change);
        checkTerms(ordered, { lines, rule, rulebook, currency: "CNY" }, "remedies");
        expect(
          diverges({ outcome: "RULED_FOR_SHOPPER", remedies: ordered }, recommendedRuling(advice!)),
        ).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe("diverges", () => {
  const refund = { kind: "REFUND", orderLineId: "line-1", amountMinor: 60_00n } as const;
  const recommended = { outcome: "RULED_FOR_SHOPPER", remedies: [refund], clause: "G-ADVICE" } as const;

  it.each([
    ["the same", { outcome: "RULED_FOR_SHOPPER", remedies: [refund] }, false],
    [
      "the same amount in two parts",
      {
        outcome: "RULED_FOR_SHOPPER",
        remedies: [
          { ...refund, amountMinor: 20_00n },
          { ...refund, amountMinor: 40_00n },
        ],
      },
      false,
    ],
    ["another outcome", { outcome: "RULED_SPLIT", remedies: [refund] }, true],
    [
      "another amount",
      { outcome: "RULED_FOR_SHOPPER", remedies: [{ ...refund, amountMinor: 59_99n }] },
      true,
    ],
    [
      "another remedy",
      { outcome: "RULED_FOR_SHOPPER", remedies: [{ ...refund, kind: "PARTIAL_REFUND" }] },
      true,
    ],
    [
      "another line",
      { outcome: "RULED_FOR_SHOPPER", remedies: [{ ...refund, orderLineId: "line-2" }] },
      true,
    ],
    [
      "a remedy more",
      { outcome: "RULED_FOR_SHOPPER", remedies: [refund, { ...refund, kind: "REFUND_FREIGHT" }] },
      true,
    ],
    ["nothing", { outcome: "RULED_FOR_MERCHANT", remedies: [] }, true],
  ] as const)("of %s: %#", (_what, given, expected) => {
    expect(diverges(given, recommended)).toBe(expected);
  });

  it("takes any amount where the recommendation knows none", () => {
    const open = { ...recommended, remedies: [{ ...refund, amountMinor: null }] };
    expect(diverges({ outcome: "RULED_FOR_SHOPPER", remedies: [refund] }, open)).toBe(false);
    expect(diverges({ outcome: "RULED_FOR_SHOPPER", remedies: [] }, open)).toBe(true);
  });
});
