import { Role } from "../../../src/domain/access/viewer.js";
import { ifNothingHappens } from "../../../src/domain/dispute/advice.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { addHours } from "../../../src/domain/time.js";
import { accept, deciding, done, fired, item, offer, refusalOf, verdictOf } from "./acting.js";
import { commandFor } from "./commands.js";
import { line, opened, rulebook, start } from "./support.js";

describe("offers", () => {
  it("of the merchant answer the claim; of the shopper do not release the merchant", () => {
    expect(done(opened(), Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 30_00n)))).toMatchObject({
      status: "NEGOTIATING",
      waitingOn: "SHOPPER",
    });
    const after = done(opened(), Role.SHOPPER, offer(item("PARTIAL_REFUND", 60_00n)));
    expect(after).toMatchObject({
      status: "MERCHANT_RESPONSE",
      waitingOn: "MERCHANT",
      deadlineAt: addHours(start, 48),
    });
  });

  it("settle the dispute when the other side accepts the very same terms", () => {
    const offered = done(opened(), Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 30_00n)));
    const settled = done(offered, Role.SHOPPER, accept(offered));
    expect(settled).toMatchObject({
      status: "PERFORMING",
      outcome: "SETTLED",
      obligations: [{ kind: "REFUND", amountMinor: 30_00n }],
    });
    expect(
      refusalOf(offered, Role.SHOPPER, { ...accept(offered), termsHash: "0".repeat(64) } as Command),
    ).toBe("TERMS_CHANGED");
    expect(refusalOf(offered, Role.MERCHANT_ADMIN, accept(offered))).toBe("OFFER_NOT_OPEN");
  });

  it("replace the own open offer, so that an acceptance of the old terms does not settle", () => {
    const first = done(opened(), Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 30_00n)));
    const second = done(first, Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 20_00n)));
    expect(second.offers.map(({ status }) => status)).toEqual(["SUPERSEDED", "OPEN"]);
    expect(refusalOf(second, Role.SHOPPER, accept(first))).toBe("OFFER_NOT_OPEN");
  });

  it("end in a decline when nobody answers, never in an acceptance, and open the gate", () => {
    const offered = done(opened(), Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 30_00n)));
    expect(refusalOf(offered, Role.SHOPPER, commandFor("REQUEST_INTERVENTION", null))).toBe("GATE_CLOSED");
    expect(refusalOf(offered, Role.SHOPPER, accept(offered), { now: addHours(start, 72) })).toBe(
      "OFFER_EXPIRED",
    );
    const expired = fired(offered, "EXPIRE_OFFER", 72);
    expect(expired).toMatchObject({ status: "NEGOTIATING", outcome: null, offers: [{ status: "EXPIRED" }] });
    expect(done(expired, Role.SHOPPER, commandFor("REQUEST_INTERVENTION", null)).status).toBe("QUEUED");
  });

  it("never outlive the window to call the platform in", () => {
    const refused = done(opened(), Role.MERCHANT_AGENT, commandFor("REFUSE_CLAIM", null));
    const late = addHours(start, 7 * 24 - 1);
    const offered = done(refused, Role.MERCHANT_AGENT, offer(item("PARTIAL_REFUND", 1n)), { now: late });
    expect(offered.offers.at(-1)?.expiresAt).toEqual(refused.deadlineAt);
    expect(offered.deadlineAt).toEqual(refused.deadlineAt);
  });

  it.each([
    ["more than is refundable", [item("PARTIAL_REFUND", 110_01n)], "AMOUNT_TOO_HIGH"],
    [
      "two items that together are too much",
      [item("REFUND", 100_00n), item("REFUND_FREIGHT", 10_01n)],
      "AMOUNT_TOO_HIGH",
    ],
    ["compensation above its ceiling", [item("COMPENSATION", 33_01n)], "AMOUNT_TOO_HIGH"],
    ["an act with an amount", [item("REPAIR", 1n)], "INVALID_AMOUNT"],
    ["nothing", [], "VALIDATION"],
  ])("refuse %s", (_what, terms, code) => {
    expect(refusalOf(opened(), Role.MERCHANT_AGENT, offer(...terms))).toBe(code);
  });

  it("settle a dispute even after a ruling, which is set aside", () => {
    const ruled = done(deciding(), Role.MEDIATOR, commandFor("ISSUE_RULING", null));
    const offered = done(ruled, Role.SHOPPER, offer(item("REFUND", 50_00n)));
    expect(done(offered, Role.MERCHANT_AGENT, accept(offered))).toMatchObject({
      status: "PERFORMING",
      outcome: "SETTLED",
      obligations: [{ amountMinor: 50_00n }],
    });
  });
});

describe("negotiation that nobody ends", () => {
  it("lapses when the shopper is silent", () => {
    const refused = done(opened(), Role.MERCHANT_AGENT, commandFor("REFUSE_CLAIM", null));
    expect(fired(refused, "END_NEGOTIATION", 168)).toMatchObject({
      status: "CLOSED",
      outcome: "LAPSED",
      deadlineAt: null,
    });
  });

  it("goes to the platform when the shopper spoke last", () => {
    const refused = done(opened(), Role.MERCHANT_AGENT, commandFor("REFUSE_CLAIM", null));
    const offered = done(refused, Role.SHOPPER, offer(item("REFUND", 50_00n)), { now: addHours(start, 150) });
    expect(fired(offered, "END_NEGOTIATION", 168).status).toBe("QUEUED");
  });
});

describe("the merchant's silence", () => {
  it("agrees to the return of goods that were received, and refunds nothing without it", () => {
    const after = fired(opened(), "APPLY_MERCHANT_SILENCE", 48);
    expect(after).toMatchObject({ status: "PERFORMING", outcome: "DEFAULTED" });
    expect(after.obligations.map(({ kind, status }) => [kind, status])).toEqual([
      ["RETURN_GOODS", "DUE"],
      ["REFUND", "PENDING"],
    ]);
  });

  it("refunds what was not received and cites the clause", () => {
    const dispute = opened("NOT_RECEIVED");
    const verdict = verdictOf(
      dispute,
      Role.SYSTEM,
      { action: "APPLY_MERCHANT_SILENCE" },
      { now: addHours(start, 48) },
    );
    expect(verdict).toMatchObject({ accepted: true, clause: "R-NOT_RECEIVED" });
    expect(fired(dispute, "APPLY_MERCHANT_SILENCE", 48).obligations).toMatchObject([
      { kind: "REFUND", amountMinor: 10_00n },
    ]);
  });

  it("brings a claim of counterfeit before the platform and pays nothing automatically", () => {
    expect(fired(opened("COUNTERFEIT"), "APPLY_MERCHANT_SILENCE", 72)).toMatchObject({
      status: "QUEUED",
      obligations: [],
      outcome: null,
    });
  });

  it("never refunds more than is left when the time comes", () => {
    const lines = [{ ...line, refundedMinor: 105_00n }];
    const after = done(
      opened("NOT_RECEIVED"),
      Role.SYSTEM,
      { action: "APPLY_MERCHANT_SILENCE" },
      { now: addHours(start, 48), lines },
    );
    expect(after.obligations).toMatchObject([{ amountMinor: 5_00n }]);
    const nothing = [{ ...line, refundedMinor: 110_00n }];
    expect(
      done(
        opened("NOT_RECEIVED"),
        Role.SYSTEM,
        { action: "APPLY_MERCHANT_SILENCE" },
        { now: addHours(start, 48), lines: nothing },
      ).status,
    ).toBe("QUEUED");
  });

  it("does not happen before its time", () => {
    expect(
      refusalOf(opened(), Role.SYSTEM, { action: "APPLY_MERCHANT_SILENCE" }, { now: addHours(start, 47) }),
    ).toBe("STATE_CONFLICT");
  });

  it("is foretold by the code that does it", () => {
    expect(ifNothingHappens(opened(), [line], rulebook)).toMatchObject({
      at: addHours(start, 48),
      action: "APPLY_MERCHANT_SILENCE",
      status: "PERFORMING",
      outcome: "DEFAULTED",
      clause: "R-QUALITY_DEFECT",
    });
  });
});
