import fc from "fast-check";
import { refundableOf } from "../../src/domain/rulebook/refundable.js";
import type { ReasonRule } from "../../src/domain/rulebook/reason-rule.js";
import { goodsStatusOf, windowOf } from "../../src/domain/rulebook/windows.js";

const day = (text: string): Date => new Date(`${text}T00:00:00.000Z`);

describe("refundableOf", () => {
  const line = { paidMinor: 10_000n, freightPaidMinor: 800n, refundedMinor: 0n };

  it("counts freight where the reason says so", () => {
    expect(refundableOf(line, { freightRefundable: true })).toBe(10_800n);
    expect(refundableOf(line, { freightRefundable: false })).toBe(10_000n);
  });

  it("takes off what was refunded, down to nothing", () => {
    expect(refundableOf({ ...line, refundedMinor: 2_500n }, { freightRefundable: false })).toBe(7_500n);
    expect(refundableOf({ ...line, refundedMinor: 10_800n }, { freightRefundable: false })).toBe(0n);
  });

  it("never lets all refunds together exceed what was paid", () => {
    const minor = fc.bigInt(0n, 10n ** 15n);
    fc.assert(
      fc.property(
        minor,
        minor,
        minor,
        fc.boolean(),
        (paidMinor, freightPaidMinor, refundedMinor, freightRefundable) => {
          const rest = refundableOf({ paidMinor, freightPaidMinor, refundedMinor }, { freightRefundable });
          const cap = paidMinor + freightPaidMinor;
          expect(rest).toBeGreaterThanOrEqual(0n);
          expect(rest + refundedMinor).toBeLessThanOrEqual(refundedMinor > cap ? refundedMinor : cap);
        },
      ),
    );
  });
});

describe("windowOf", () => {
  const rule = (from: ReasonRule["window"]["from"]): Pick<ReasonRule, "window"> => ({
    window: { from, days: 7 },
  });
  const times = {
    purchasedAt: day("2026-11-01"),
    promisedAt: day("2026-11-10"),
    deliveredAt: day("2026-11-12"),
  };

  it.each([
    ["DELIVERY", times, "2026-11-19"],
    ["DELIVERY", { ...times, deliveredAt: null }, "2026-11-17"],
    ["DELIVERY", { ...times, deliveredAt: null, promisedAt: null }, "2026-11-08"],
    ["PROMISED_DELIVERY", times, "2026-11-17"],
    ["PROMISED_DELIVERY", { ...times, promisedAt: null }, "2026-11-08"],
    ["PURCHASE", times, "2026-11-08"],
    ["DELIVERY", { ...times, deliveredAt: day("2026-10-20") }, "2026-11-08"],
  ] as const)("from %s it closes 7 days after the right event (case %#)", (from, known, closes) => {
    expect(windowOf(rule(from), known)).toEqual({ opensAt: known.purchasedAt, closesAt: day(closes) });
  });
});

describe("goodsStatusOf", () => {
  const sent = { handedOverAt: day("2026-11-02"), deliveredAt: null };
  const arrived = { handedOverAt: day("2026-11-02"), deliveredAt: day("2026-11-05") };
  const packed = { handedOverAt: null, deliveredAt: null };

  it.each([
    ["NOT_SHIPPED", []],
    ["NOT_SHIPPED", [packed]],
    ["IN_TRANSIT", [sent, packed]],
    ["IN_TRANSIT", [arrived, packed]],
    ["DELIVERED", [arrived]],
    ["DELIVERED", [{ handedOverAt: null, deliveredAt: day("2026-11-05") }]],
  ])("is %s (case %#)", (status, shipments) => {
    expect(goodsStatusOf(shipments)).toBe(status);
  });
});
