import { recompute, refundFor } from "../../src/domain/rulebook/compensation.js";

const basis = { clause: "R-TEST", rulebookVersion: "2026-11" };

describe("refundFor", () => {
  it.each([
    ["REFUND_OF_LINE", { paidMinor: 90_00n, freightMinor: 10_00n, refundedMinor: 25_00n }, 75_00n],
    ["REFUND_OF_LINE", { paidMinor: 90_00n, freightMinor: 0n, refundedMinor: 90_00n }, 0n],
    ["REFUND_OF_LINE", { paidMinor: 90_00n, freightMinor: 0n, refundedMinor: 95_00n }, 0n],
    ["REFUND_OF_FREIGHT", { paidMinor: 90_00n, freightMinor: 10_00n, refundedMinor: 0n }, 10_00n],
    ["REFUND_OF_FREIGHT", { paidMinor: 90_00n, freightMinor: 10_00n, refundedMinor: 95_00n }, 5_00n],
  ] as const)("%s of %j is %s, and its trace gives the same", (name, amounts, expected) => {
    const { amountMinor, trace } = refundFor(name, amounts, { ...basis, currency: "CNY" });
    expect(amountMinor).toBe(expected);
    expect(recompute(trace)).toBe(expected);
  });
});
