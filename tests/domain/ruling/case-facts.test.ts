import { caseFacts, conditionVariables } from "../../../src/domain/rulebook/case-facts.js";
import { caseOf, dispute, line, type CaseChange } from "./support.js";

const factOf = (name: string, change: CaseChange = {}) => caseFacts(caseOf(change))[name];

describe("caseFacts", () => {
  it("knows of a dispute about delivered goods all that is on record", () => {
    expect(caseFacts(caseOf())).toEqual({
      reason: "QUALITY_DEFECT",
      remedy: "RETURN_AND_REFUND",
      currency: "CNY",
      claimedMinor: 60_00n,
      paidMinor: 90_00n,
      priceMinor: 100_00n,
      refundedMinor: 0n,
      refundableMinor: 100_00n,
      freightPaidMinor: 10_00n,
      quantity: 2n,
      lineCount: 1n,
      categories: ["lamps"],
      perishable: false,
      promises: ["FREE_RETURN"],
      goodsStatus: "DELIVERED",
      hasTrackingNumber: true,
      daysSincePurchase: 21n,
      daysSinceDelivery: 10n,
      daysLate: 6n,
      deliveredAfterPromise: true,
      hoursPastShipBy: 30n,
      hoursSinceLastScan: 479n,
      reviewScore: 2n,
      merchantRefused: false,
      merchantSilent: true,
      merchantOffered: false,
      offers: 0n,
      amendments: 0n,
      level: 2n,
      openedBy: "SHOPPER",
      earlierDisputes: 1n,
    });
  });

  it("gives every fact in the type that its variable declares", () => {
    const refusal = { code: "NOT_DEFECTIVE", statement: "It shone.", refusedAt: dispute.openedAt } as const;
    const offer = {
      id: "offer-1",
      side: "MERCHANT",
      status: "DECLINED",
      terms: dispute.claim.items,
      termsHash: "",
      message: null,
      madeAt: dispute.openedAt,
      expiresAt: dispute.openedAt,
      decidedAt: null,
    } as const;
    const facts = caseFacts(caseOf({ dispute: { refusal, offers: [offer] } }));
    const typeNames: Readonly<Record<string, string>> = { bigint: "int", boolean: "bool", string: "string" };
    const typeOf = (value: unknown) => (Array.isArray(value) ? "list<string>" : typeNames[typeof value]);
    for (const { name, type } of conditionVariables) {
      expect([name, typeOf(facts[name])]).toEqual([name, type]);
    }
    expect(Object.keys(facts).sort()).toEqual(conditionVariables.map(({ name }) => name).sort());
  });

  it.each<[string, string, CaseChange]>([
    ["claimedMinor", "before the opening", { claim: { remedy: "REFUND", items: [] }, dispute: null }],
    ["categories", "where the order names none", { lines: [{ ...line, category: null }] }],
    ["daysSinceDelivery", "while nothing was delivered", { order: { shipments: [] } }],
    ["daysLate", "without a promise", { order: { promisedAt: null } }],
    ["deliveredAfterPromise", "without a delivery", { order: { shipments: [] } }],
    ["hoursPastShipBy", "without a term to send", { lines: [{ ...line, shipBy: null }] }],
    ["hoursSinceLastScan", "where no carrier told anything", { order: { shipments: [] } }],
    ["reviewScore", "without a review", { order: { reviewScores: [] } }],
    ["refusalCode", "without a refusal", {}],
    ["merchantOfferedMinor", "without an offer", {}],
  ])("does not know %s %s", (name, _when, change) => {
    expect(caseFacts(caseOf(change))).not.toHaveProperty(name);
  });

  it("measures the claim as of its opening, however long the dispute lasts", () => {
    const later = new Date("2027-11-20T00:00:00.000Z");
    expect(factOf("daysSinceDelivery", { now: later })).toBe(factOf("daysSinceDelivery"));
    expect(factOf("daysSinceDelivery", { now: later, dispute: null })).toBe(384n);
  });

  it("counts lateness up to now while the goods are under way, and 0 in time", () => {
    expect(factOf("daysLate", { order: { shipments: [] } })).toBe(26n);
    expect(factOf("daysLate", { order: { promisedAt: new Date("2026-12-01T00:00:00.000Z") } })).toBe(0n);
  });

  it("waits for the last of several parcels", () => {
    const arrived = caseOf().order.shipments[0]!;
    const shipments = [arrived, { ...arrived, deliveredAt: null }];
    expect(factOf("goodsStatus", { order: { shipments } })).toBe("IN_TRANSIT");
    expect(factOf("daysSinceDelivery", { order: { shipments } })).toBeUndefined();
  });

  it.each<[string, CaseChange, boolean]>([
    ["before the opening", { dispute: null }, false],
    ["while its time to answer runs", { dispute: { status: "MERCHANT_RESPONSE" } }, false],
    ["where the platform was called in at once and its time is not up", { now: dispute.openedAt }, false],
    ["once its time was up", {}, true],
    [
      "where it refused",
      { dispute: { refusal: { code: "OTHER", statement: "No.", refusedAt: dispute.openedAt } } },
      false,
    ],
  ])("tells of the merchant's silence %s", (_when, change, silent) => {
    expect(factOf("merchantSilent", change)).toBe(silent);
  });
});
