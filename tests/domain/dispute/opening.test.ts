import { Role } from "../../../src/domain/access/viewer.js";
import type { Command } from "../../../src/domain/dispute/command.js";
import { addHours } from "../../../src/domain/time.js";
import { deciding, done, item, refusalOf, verdictOf } from "./acting.js";
import { commandFor } from "./commands.js";
import { line, newId, opened, openCommand, rulebook, start } from "./support.js";

describe("opening", () => {
  it("pins the rulebook and gives the merchant the reason's time", () => {
    expect(opened()).toMatchObject({
      status: "MERCHANT_RESPONSE",
      waitingOn: "MERCHANT",
      rulebookVersion: rulebook.version,
      version: 1,
    });
    expect(opened().deadlineAt).toEqual(addHours(start, 48));
    expect(opened("COUNTERFEIT").deadlineAt).toEqual(addHours(start, 72));
  });

  it.each([
    ["a remedy that the reason does not allow", { remedy: "COMPENSATION" as const }, "REMEDY_NOT_ALLOWED"],
    ["more than was paid", { items: [item("RETURN_AND_REFUND", 110_01n)] }, "AMOUNT_TOO_HIGH"],
    ["no amount", { items: [item("RETURN_AND_REFUND", 0n)] }, "INVALID_AMOUNT"],
    [
      "a line of another order",
      { items: [{ ...item("RETURN_AND_REFUND", 1n), orderLineId: newId() }] },
      "NOT_FOUND",
    ],
    [
      "a line that is disputed",
      { lines: [{ ...line, openDisputeNumber: "D-2026-0000009" }] },
      "ALREADY_DISPUTED",
    ],
    ["a line disputed five times", { lines: [{ ...line, attempts: 5 }] }, "ATTEMPT_LIMIT"],
    ["a line withdrawn twice", { lines: [{ ...line, withdrawals: 2 }] }, "ATTEMPT_LIMIT"],
    [
      "a reason decided already",
      { lines: [{ ...line, decidedReasons: ["QUALITY_DEFECT"] }] },
      "ALREADY_DISPUTED",
    ],
    ["nothing left to refund", { lines: [{ ...line, refundedMinor: 110_00n }] }, "NOTHING_TO_CLAIM"],
    [
      "two merchants",
      { lines: [line, { ...line, orderLineId: newId(), merchantId: newId() }] },
      "MERCHANT_MISMATCH",
    ],
  ])("refuses %s", (_what, change, code) => {
    const command = { ...openCommand, ...change };
    expect(refusalOf(null, Role.SHOPPER, command, { lines: command.lines })).toBe(code);
  });

  it("refuses a reason whose window has passed and goods in the wrong place", () => {
    expect(refusalOf(null, Role.SHOPPER, openCommand, { now: addHours(start, 24 * 400) })).toBe(
      "WINDOW_CLOSED",
    );
    const cancel = { ...openCommand, remedy: "REFUND" as const, items: [item("REFUND", 1n)] };
    expect(refusalOf(null, Role.SHOPPER, cancel, { reason: "CANCEL_BEFORE_SHIP" })).toBe(
      "REMEDY_NOT_ALLOWED",
    );
  });
});

describe("the claim", () => {
  it("can be amended three times; the clock restarts only if it rises or the remedy changes", () => {
    const lower = {
      ...commandFor("AMEND_CLAIM", null),
      items: [item("RETURN_AND_REFUND", 5_00n)],
    } as Command;
    const higher = {
      ...commandFor("AMEND_CLAIM", null),
      items: [item("RETURN_AND_REFUND", 50_00n)],
    } as Command;
    const now = addHours(start, 10);
    const once = done(opened(), Role.SHOPPER, lower, { now });
    expect(once.deadlineAt).toEqual(addHours(start, 48));
    const twice = done(once, Role.SHOPPER, higher, { now });
    expect(twice.deadlineAt).toEqual(addHours(now, 48));
    const thrice = done(twice, Role.SHOPPER, lower, { now });
    expect(refusalOf(thrice, Role.SHOPPER, lower, { now })).toBe("ATTEMPT_LIMIT");
  });

  it("is owed as it stands when the merchant accepts it", () => {
    expect(done(opened("NOT_RECEIVED"), Role.MERCHANT_AGENT, { action: "ACCEPT_CLAIM" })).toMatchObject({
      outcome: "CONCEDED",
      obligations: [{ kind: "REFUND", amountMinor: 10_00n, owner: "MERCHANT", beneficiary: "SHOPPER" }],
    });
  });
});

describe("what the marketplace refunded meanwhile", () => {
  const partly = [{ ...line, refundedMinor: 104_00n }];

  it("is not owed again when the merchant accepts the claim", () => {
    const conceded = done(
      opened("NOT_RECEIVED"),
      Role.MERCHANT_AGENT,
      { action: "ACCEPT_CLAIM" },
      { lines: partly },
    );
    expect(conceded.obligations).toMatchObject([{ amountMinor: 6_00n }]);
  });

  it("is not owed again when a ruling becomes final", () => {
    const ruled = done(deciding(), Role.MEDIATOR, commandFor("ISSUE_RULING", null));
    const command = commandFor("FINALISE_RULING", ruled);
    const now = addHours(start, 168);
    const nothing = [{ ...line, refundedMinor: 110_00n }];
    expect(done(ruled, Role.SYSTEM, command, { now, lines: nothing })).toMatchObject({
      status: "CLOSED",
      obligations: [],
    });
  });
});

describe("messages", () => {
  it("leave the dispute and its version alone and go to their audience only", () => {
    const verdict = verdictOf(opened(), Role.SHOPPER, {
      action: "SEND_MESSAGE",
      messageId: newId(),
      channel: "SHOPPER_PRIVATE",
      text: "Hello.",
    });
    expect(verdict).toMatchObject({ accepted: true, audience: "SHOPPER" });
    const before = opened();
    expect(done(before, Role.SHOPPER, commandFor("SEND_MESSAGE", before))).toEqual(before);
  });

  it("are refused in a channel that is not one's own", () => {
    for (const channel of ["STAFF", "MERCHANT_PRIVATE"] as const) {
      expect(
        refusalOf(opened(), Role.SHOPPER, {
          action: "SEND_MESSAGE",
          messageId: newId(),
          channel,
          text: "Hello.",
        }),
      ).toBe("FORBIDDEN");
    }
  });
});
