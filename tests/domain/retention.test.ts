import { ErasureGround } from "../../src/domain/retention/erasure.js";
import { judgeErasure, type HeldDispute } from "../../src/domain/retention/judge-retention.js";
import { addYears, defaultRetention, retentionOf } from "../../src/domain/retention/retention.js";

const closedAt = new Date("2024-02-29T23:30:00.000Z");
const dispute: HeldDispute = {
  ...{ shopperId: "s", merchantId: "m", mediatorId: null, status: "CLOSED", closedAt },
  ...{ wasRuled: false, hadObligations: false, hold: null, erasedAt: null },
};

describe("retention", () => {
  it("counts calendar years in UTC; 29 February ends on 1 March", () => {
    expect(addYears(closedAt, 3)).toEqual(new Date("2027-03-01T23:30:00.000Z"));
    expect(addYears(closedAt, 4)).toEqual(new Date("2028-02-29T23:30:00.000Z"));
  });

  it.each([
    ["STANDARD", {}],
    ["PERFORMED", { hadObligations: true }],
    ["RULED", { wasRuled: true, hadObligations: true }],
  ] as const)("is of the class %s by how the dispute ended", (ended, change) => {
    const retention = retentionOf({ ...dispute, ...change }, defaultRetention);
    expect(retention).toEqual({
      class: ended,
      erasableFrom: addYears(closedAt, 3),
      keepUntil: addYears(closedAt, defaultRetention[ended]),
    });
  });

  it("is never shorter than the minimum, whatever is configured, and has no end while the dispute is open", () => {
    const short = { PERFORMED: 1, RULED: 0, STANDARD: 2 };
    expect(retentionOf(dispute, short).keepUntil).toEqual(addYears(closedAt, 3));
    const open = { ...dispute, status: "PERFORMING", closedAt: null } as const;
    expect(retentionOf(open, short)).toMatchObject({ erasableFrom: null, keepUntil: null });
  });

  it.each([
    [ErasureGround.REQUESTED, 3],
    [ErasureGround.RETENTION_OVER, 5],
  ])("lets evidence go on the ground %s after %i years and not a millisecond before", (ground, after) => {
    const ruled = { ...dispute, wasRuled: true };
    const codeAt = (now: Date) => judgeErasure(ruled, { ground, years: defaultRetention, now })?.code ?? null;
    const end = addYears(closedAt, after);
    expect(codeAt(new Date(end.getTime() - 1))).toBe("RETENTION_NOT_OVER");
    expect(codeAt(end)).toBeNull();
    const hold = { id: "h", endsAt: new Date(end.getTime() + 1) };
    const held = { ...ruled, hold };
    expect(judgeErasure(held, { ground, years: defaultRetention, now: end })?.code).toBe("LEGAL_HOLD");
    const later = hold.endsAt;
    expect(judgeErasure(held, { ground, years: defaultRetention, now: later })).toBeNull();
  });
});
