import fc from "fast-check";
import { freightOf, freightPreview, splitByFault } from "../../src/domain/rulebook/freight.js";
import type { FreightRule } from "../../src/domain/rulebook/freight-rule.js";
import { FaultParty } from "../../src/domain/ruling/ruling.js";
import { defaultRulebook } from "../../seeds/default-rulebook.js";

describe("splitByFault", () => {
  it("splits by the shares", () => {
    const shares = [
      { party: "MERCHANT", basisPoints: 7_000 },
      { party: "CARRIER", basisPoints: 3_000 },
    ] as const;
    expect(splitByFault(10_00n, shares)).toEqual([
      { party: "MERCHANT", amountMinor: 7_00n },
      { party: "CARRIER", amountMinor: 3_00n },
    ]);
  });

  it.each(["SHOPPER", "MERCHANT"] as const)(
    "lets the last unit of a tie come to the claimant, here the %s, who bears one less",
    (claimant) => {
      const shares = [
        { party: "SHOPPER", basisPoints: 5_000 },
        { party: "MERCHANT", basisPoints: 5_000 },
      ] as const;
      const parts = splitByFault(10_01n, shares, claimant);
      expect(parts.find(({ party }) => party === claimant)?.amountMinor).toBe(5_00n);
      expect(parts.find(({ party }) => party !== claimant)?.amountMinor).toBe(5_01n);
    },
  );

  it("gives a unit to the largest remainder, whoever that is", () => {
    const shares = [
      { party: "SHOPPER", basisPoints: 6_667 },
      { party: "MERCHANT", basisPoints: 3_333 },
    ] as const;
    expect(splitByFault(1n, shares)).toContainEqual({ party: "SHOPPER", amountMinor: 1n });
  });

  it("adds up exactly, with no part negative or further than a unit from its share", () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 9_999 }), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 15n),
        cuts,
        fc.constantFrom(...Object.values(FaultParty)),
        (amount, at, who) => {
          const ends = [0, ...at.toSorted((one, other) => one - other), 10_000];
          const shares = ends.slice(1).map((end, index) => ({
            party: Object.values(FaultParty)[index]!,
            basisPoints: end - ends[index]!,
          }));
          const parts = splitByFault(amount, shares, who);
          expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(amount);
          for (const { party, basisPoints } of shares) {
            const part = parts.find((each) => each.party === party)!.amountMinor;
            const whole = (amount * BigInt(basisPoints)) / 10_000n;
            expect([whole, whole + 1n]).toContain(part);
          }
        },
      ),
    );
  });
});

const byFault: FreightRule = {
  situation: "BOTH_AT_FAULT",
  paysFirst: "EACH_OWN",
  outbound: "BY_FAULT",
  return: "BY_FAULT",
  clause: "G-FREIGHT",
};
const merchantBears: FreightRule = {
  situation: "MERCHANT_AT_FAULT",
  paysFirst: "MERCHANT",
  outbound: "MERCHANT",
  return: "MERCHANT",
  clause: "G-FREIGHT",
};
const ownWays: FreightRule = {
  situation: "NOT_PROVEN",
  paysFirst: "EACH_OWN",
  outbound: "SHOPPER",
  return: "NONE",
  clause: "G-FREIGHT",
};
const shares = [
  { party: "SHOPPER", basisPoints: 2_500 },
  { party: "MERCHANT", basisPoints: 7_500 },
] as const;

describe("freightOf", () => {
  it("splits both ways by fault", () => {
    const plan = freightOf(byFault, { outboundMinor: 10_00n, returnMinor: 8_01n, faultShares: shares });
    expect(plan.missingFacts).toEqual([]);
    expect(plan.outbound.shares).toEqual([
      { party: "MERCHANT", amountMinor: 7_50n },
      { party: "SHOPPER", amountMinor: 2_50n },
    ]);
    expect(plan.return.shares).toEqual([
      { party: "MERCHANT", amountMinor: 6_01n },
      { party: "SHOPPER", amountMinor: 2_00n },
    ]);
  });

  it("names what it does not know instead of guessing", () => {
    const plan = freightOf(byFault, { outboundMinor: 10_00n, returnMinor: null, faultShares: null });
    expect(plan.missingFacts).toEqual(["faultShares", "returnFreight"]);
    expect(plan.outbound).toEqual({ bearer: "BY_FAULT", amountMinor: 10_00n, shares: null });
    expect(plan.return).toEqual({ bearer: "BY_FAULT", amountMinor: null, shares: null });
  });

  it("leaves to the two what they agreed", () => {
    const agreed: FreightRule = { ...merchantBears, outbound: "AS_AGREED" };
    const plan = freightOf(agreed, { outboundMinor: 10_00n, returnMinor: 5_00n, faultShares: null });
    expect(plan.missingFacts).toEqual(["agreement"]);
    expect(plan.outbound.shares).toBeNull();
    expect(plan.return.shares).toEqual([{ party: "MERCHANT", amountMinor: 5_00n }]);
  });
});

describe("freightPreview", () => {
  const question = {
    freightMatrix: [byFault, merchantBears, ownWays],
    outboundMinor: 10_00n,
    returnMinor: null,
    faultShares: null,
    adjusted: null,
  };

  it("lets a promise decide who bears the way back, and nothing else", () => {
    const adjusted = { bearer: "CARRIER", clause: "G-BETTER_PROMISE" } as const;
    const preview = freightPreview({ ...question, situation: "MERCHANT_AT_FAULT", adjusted });
    expect(preview.ifShopperWins).toMatchObject({
      clause: "G-BETTER_PROMISE",
      outbound: { bearer: "MERCHANT" },
      return: { bearer: "CARRIER" },
    });
    expect(preview.ifMerchantWins).toMatchObject({ clause: "G-FREIGHT", return: { bearer: "NONE" } });
  });

  it("takes the reason's situation for the shopper and what is not proven for the merchant", () => {
    const preview = freightPreview({ ...question, situation: "MERCHANT_AT_FAULT" });
    expect(preview.ifShopperWins).toMatchObject({
      situation: "MERCHANT_AT_FAULT",
      paysFirst: "MERCHANT",
      outbound: { shares: [{ party: "MERCHANT", amountMinor: 10_00n }] },
    });
    expect(preview.ifMerchantWins).toMatchObject({
      situation: "NOT_PROVEN",
      return: { bearer: "NONE", amountMinor: 0n, shares: [] },
      missingFacts: [],
    });
  });

  it("leaves what sending cost to who returns without a reason, unless sending was free", () => {
    const { freightMatrix } = defaultRulebook();
    const returned = { ...question, freightMatrix, situation: "NO_REASON_RETURN" } as const;
    expect(freightPreview(returned).ifShopperWins).toMatchObject({
      outbound: { bearer: "SHOPPER", shares: [{ party: "SHOPPER", amountMinor: 10_00n }] },
      return: { bearer: "SHOPPER" },
    });
    expect(freightPreview({ ...returned, outboundMinor: 0n }).ifShopperWins).toMatchObject({
      outbound: { bearer: "MERCHANT" },
      return: { bearer: "SHOPPER" },
    });
    // A rulebook that makes no difference has one row for both.
    const plain = freightMatrix.filter(({ situation }) => situation === "NO_REASON_RETURN");
    expect(freightPreview({ ...returned, freightMatrix: plain }).ifShopperWins).toMatchObject({
      outbound: { bearer: "MERCHANT" },
    });
  });

  it("has nothing to say where no freight arises", () => {
    const preview = freightPreview({ ...question, situation: "NO_FREIGHT" });
    expect(preview).toEqual({ ifShopperWins: null, ifMerchantWins: null });
  });
});
