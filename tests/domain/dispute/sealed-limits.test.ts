import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import { decide } from "../../../src/domain/dispute/decide.js";
import { checkSealedLimit, meetingPoint, refundsOf } from "../../../src/domain/dispute/sealed-limits.js";
import { totalOf } from "../../../src/domain/dispute/remedy.js";
import { RefusedError } from "../../../src/domain/errors.js";
import { refundableOf } from "../../../src/domain/rulebook/refundable.js";
import { deciding, done, refusalOf } from "./acting.js";
import { contextFor, line, newId, rulebook, viewers } from "./support.js";

const rule = { freightRefundable: false };
const currency = "CNY";
const meet = (
  shopperMinor: bigint | null,
  merchantMinor: bigint | null,
  meetAtBasisPoints = 5_000,
  paidMinor = 100_00n,
) =>
  meetingPoint(
    { shopperMinor, merchantMinor },
    { meetAtBasisPoints },
    { lines: [{ ...line, paidMinor }], rule },
  );

describe("sealed limits", () => {
  it.each([
    [null, 50_00n, null],
    [50_00n, null, null],
    [50_01n, 50_00n, null],
    [50_00n, 50_00n, 50_00n],
    [40_00n, 60_00n, 50_00n],
    [40_00n, 60_01n, 50_01n],
  ])("of %s and %s meet at %s", (shopper, merchant, at) => {
    expect(meet(shopper, merchant)).toBe(at);
  });

  it("meet where the rulebook says, at either end or between", () => {
    expect([0, 2_500, 10_000].map((at) => meet(40_00n, 60_00n, at))).toEqual([40_00n, 45_00n, 60_00n]);
  });

  it("never meet above what can be refunded now, though more could be when they were stated", () => {
    expect(meet(40_00n, 60_00n, 10_000, 50_00n)).toBe(50_00n);
    expect(meet(40_00n, 60_00n, 5_000, 39_99n)).toBeNull();
  });

  it("settle between the two limits, to the last unit, with no line above what can be refunded of it", () => {
    const amount = fc.bigInt({ min: 0n, max: 10_000n });
    const property = fc.property(
      fc.array(amount, { minLength: 1, maxLength: 5 }),
      ...([amount, amount, fc.nat(10_000)] as const),
      (paid, shopperMinor, merchantMinor, meetAtBasisPoints) => {
        const lines = paid.map((paidMinor) => ({ ...line, orderLineId: newId(), paidMinor }));
        const at = meetingPoint({ shopperMinor, merchantMinor }, { meetAtBasisPoints }, { lines, rule });
        if (at === null) return;
        expect(at >= shopperMinor && at <= merchantMinor).toBe(true);
        const terms = refundsOf(at, { lines, rule });
        expect(totalOf(terms)).toBe(at);
        for (const { orderLineId, amountMinor } of terms) {
          const of = lines.find((each) => each.orderLineId === orderLineId)!;
          expect(amountMinor > 0n && amountMinor <= refundableOf(of, rule)).toBe(true);
        }
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it.each([
    [0n, "INVALID_AMOUNT"],
    [100_01n, "AMOUNT_TOO_HIGH"],
  ])("of %s are refused", (minor, code) => {
    const check = () => {
      checkSealedLimit(minor, { lines: [line], rule, currency });
    };
    expect(check).toThrow(RefusedError);
    expect(check).toThrow(code);
  });

  it("that cross settle the dispute, by the clause of the rulebook, and tell the amount alone", () => {
    const command = { action: "STATE_SEALED_LIMIT", settledMinor: 30_00n } as const;
    const verdict = decide(command, deciding(), contextFor(viewers.SHOPPER));
    expect(verdict).toMatchObject({
      ...{ accepted: true, clause: "G-SEALED_LIMITS", audience: "ALL" },
      event: { type: "LIMITS_CROSSED", settledMinor: 30_00n },
    });
    expect(done(deciding(), Role.SHOPPER, command)).toMatchObject({
      ...{ status: "PERFORMING", outcome: "SETTLED", obligations: [{ amountMinor: 30_00n }] },
    });
    expect(refusalOf(deciding(), Role.MEDIATOR, command)).toBe("FORBIDDEN");
  });

  it("are not offered where the rulebook knows none", () => {
    const context = {
      ...contextFor(viewers.SHOPPER),
      rulebook: { ...rulebook, mediation: { ...rulebook.mediation, sealedLimits: null } },
    };
    const verdict = decide({ action: "STATE_SEALED_LIMIT", settledMinor: 1n }, deciding(), context);
    expect(verdict).toMatchObject({ accepted: false, refusal: { code: "NOT_OFFERED" } });
  });
});
