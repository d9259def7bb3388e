import { Role } from "../../../src/domain/access/viewer.js";
import { choicesOf } from "../../../src/domain/dispute/choices.js";
import type { Recommendation } from "../../../src/domain/ruling/recommendation.js";
import { addHours } from "../../../src/domain/time.js";
import { done, item, offer } from "./acting.js";
import { contextFor, line, opened, start, viewers } from "./support.js";

const { orderLineId } = line;

function recommended(...remedies: readonly [kind: string, amountMinor: bigint | null][]): Recommendation {
  return {
    outcome: "RULED_FOR_SHOPPER",
    remedies: remedies.map(([kind, amountMinor]) => ({
      ...{ kind: kind as "REFUND", orderLineId, amountMinor },
      ...{ atMostMinor: null, missingFacts: [], formulaTrace: null },
    })),
    clauses: ["R-NOT_RECEIVED"],
  };
}

describe("the ways to end a case", () => {
  const offered = done(opened(), Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 30_00n)));
  const context = contextFor(viewers[Role.SYSTEM]);

  it("cost the merchant what it would owe, and the shopper what of the claim is left out", () => {
    const [advised, made, ...others] = choicesOf(
      offered,
      { recommendation: recommended(["RETURN_AND_REFUND", 5_00n]) },
      context,
    );
    const claimed = offered.claim.items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    expect(others).toEqual([]);
    expect(advised).toMatchObject({
      ...{
        source: "RECOMMENDATION",
        offeredBy: null,
        outcome: "RULED_FOR_SHOPPER",
        merchantPaysMinor: 5_00n,
      },
      ...{ shopperForgoesMinor: claimed - 5_00n, shopperActs: ["RETURN_GOODS"], amountsMissing: false },
    });
    expect(made).toMatchObject({
      ...{
        source: "OFFER",
        offeredBy: "MERCHANT",
        outcome: null,
        merchantPaysMinor: 30_00n,
        merchantActs: [],
      },
      // More than was claimed.
      ...{ shopperForgoesMinor: 0n, shopperActs: [] },
    });
  });

  it("say where an amount has to be found yet, and name acts", () => {
    const advice = { recommendation: recommended(["REPLACEMENT", 0n], ["COMPENSATION", null]) };
    expect(choicesOf(offered, advice, context)[0]).toMatchObject({
      ...{ merchantPaysMinor: 0n, merchantActs: ["REPLACEMENT"], amountsMissing: true },
    });
  });

  it("do not have an offer whose time is over", () => {
    const later = { ...context, now: addHours(start, 10_000) };
    expect(choicesOf(offered, { recommendation: null }, later)).toEqual([]);
  });
});
