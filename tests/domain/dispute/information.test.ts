import { Role } from "../../../src/domain/access/viewer.js";
import { allowedActions, ifNothingHappens, viewerState } from "../../../src/domain/dispute/advice.js";
import { clockReport } from "../../../src/domain/dispute/clock-report.js";
import { addHours } from "../../../src/domain/time.js";
import { ClockStage } from "./clock-stage.js";
import { commandFor } from "./commands.js";
import { line, rulebook, start, viewers } from "./support.js";

const ask = commandFor("REQUEST_INFORMATION", null);
const answer = commandFor("PROVIDE_INFORMATION", null);
const refuse = commandFor("REFUSE_CLAIM", null);

/** A merchant that has used 10 of its 48 hours and then asks. */
function asked(): ClockStage {
  const stage = new ClockStage(start).open().pass(10);
  expect(stage.do(Role.MERCHANT_AGENT, ask)).toBe("ACCEPTED");
  return stage;
}

describe("a merchant that asks the shopper for information", () => {
  it("waits with a clock that stands still, for 48 hours at most", () => {
    const { it: dispute, now } = asked();
    expect(dispute).toMatchObject({
      ...{ status: "MERCHANT_RESPONSE", waitingOn: "SHOPPER", deadlineAt: addHours(start, 96) },
      informationRequest: {
        ...{ question: "Which side is cold?", answer: null, answeredAt: null },
        ...{ askedAt: now, answerUntil: addHours(now, 48) },
      },
    });
    expect(dispute.clock.pause).toMatchObject({
      ...{ ground: "INFORMATION_REQUESTED", clause: "R-QUALITY_DEFECT", endsAt: addHours(now, 48) },
    });
    expect(viewerState(dispute, viewers.SHOPPER)).toBe("ACTION_REQUIRED");
    expect(viewerState(dispute, viewers.MERCHANT_AGENT)).toBe("WAITING_FOR_OTHER");
    const allowed = allowedActions(dispute, { viewer: viewers.SHOPPER, rulebook, now });
    expect(allowed.find(({ action }) => action === "PROVIDE_INFORMATION")?.dueAt).toEqual(addHours(now, 48));
    expect(ifNothingHappens(dispute, [line], rulebook)).toMatchObject({
      ...{ at: addHours(now, 48), action: "RESUME_CLOCK", status: "MERCHANT_RESPONSE" },
    });
  });

  it("has the exact time left when the shopper answers", () => {
    const stage = asked().pass(5);
    expect(stage.do(Role.SHOPPER, answer)).toBe("ACCEPTED");
    expect(stage.it).toMatchObject({
      ...{ waitingOn: "MERCHANT", deadlineAt: addHours(start, 48 + 5) },
      informationRequest: { answer: "The left one.", answeredAt: addHours(start, 15) },
    });
    expect(stage.it.clock.pause).toBeNull();
  });

  it("has the exact time left when the shopper is silent, and the end of that is its own silence", () => {
    const stage = asked().pass(48);
    expect(stage.log.at(-1)?.event.type).toBe("CLOCK_RESUMED");
    expect(stage.it).toMatchObject({ waitingOn: "MERCHANT", deadlineAt: addHours(start, 96) });
    expect(stage.do(Role.SHOPPER, answer)).toBe("STATE_CONFLICT");
    stage.passTo(addHours(start, 96));
    expect(stage.log.at(-1)?.event.type).toBe("MERCHANT_SILENCE_APPLIED");
  });

  it("asks once a dispute", () => {
    const stage = asked();
    expect(stage.do(Role.MERCHANT_AGENT, ask)).toBe("ATTEMPT_LIMIT");
    stage.do(Role.SHOPPER, answer);
    expect(stage.do(Role.MERCHANT_AGENT, ask)).toBe("ATTEMPT_LIMIT");
  });

  it("may answer the claim without waiting, and what the platform needs then is not asked any more", () => {
    const stage = asked();
    expect(stage.do(Role.MERCHANT_AGENT, refuse)).toBe("ACCEPTED");
    expect(stage.it).toMatchObject({ status: "NEGOTIATING", waitingOn: "SHOPPER" });
    expect(stage.it.clock.pause).toBeNull();
    expect(stage.do(Role.SHOPPER, answer)).toBe("STATE_CONFLICT");
  });

  it("has its whole time again when the shopper asks for more instead of answering", () => {
    const stage = asked().pass(1);
    const { claim } = stage.it;
    const items = claim.items.map((item) => ({ ...item, amountMinor: item.amountMinor - 1n }));
    stage.do(Role.SHOPPER, { action: "AMEND_CLAIM", remedy: claim.remedy, statement: "Less.", items });
    expect(stage.it).toMatchObject({ waitingOn: "SHOPPER", deadlineAt: addHours(start, 96) });
    const amend = {
      action: "AMEND_CLAIM",
      remedy: claim.remedy,
      statement: "All.",
      items: claim.items,
    } as const;
    expect(stage.do(Role.SHOPPER, amend)).toBe("ACCEPTED");
    expect(stage.it).toMatchObject({ waitingOn: "MERCHANT", deadlineAt: addHours(stage.now, 48) });
  });

  it("cannot be extended by the shopper, whose time it is not", () => {
    const stage = new ClockStage(start, { rule: { merchantResponseExtensionHours: 12 } }).open();
    stage.do(Role.MERCHANT_AGENT, ask);
    for (const role of [Role.SHOPPER, Role.MERCHANT_AGENT]) {
      expect(stage.do(role, commandFor("EXTEND_DEADLINE", null))).toBe("STATE_CONFLICT");
    }
  });

  it("keeps its own business hours: the clock that stands still is the merchant's", () => {
    const friday = new Date("2017-10-13T18:00:00.000Z");
    const stage = new ClockStage(friday, {
      rule: { merchantResponseBasis: "BUSINESS", merchantResponseHours: 4 },
    }).open();
    stage.do(Role.MERCHANT_AGENT, ask);
    // Two days later it is Sunday: four hours from nine on Monday, in Sao Paulo.
    expect(stage.deadline).toEqual(new Date("2017-10-16T15:00:00.000Z"));
  });

  it("gives a shopper who is held up the time after that, and is held up itself when its clock goes on", () => {
    const stage = new ClockStage(start).open();
    const period = { ground: "FORCE_MAJEURE", clause: "C-1", declaredAt: start } as const;
    stage.suspensions = [
      { ...period, from: start, until: addHours(start, 10), sides: ["SHOPPER"] },
      { ...period, from: addHours(start, 50), until: addHours(start, 70), sides: ["MERCHANT"] },
    ];
    stage.do(Role.MERCHANT_AGENT, ask);
    expect(stage.it.informationRequest?.answerUntil).toEqual(addHours(start, 58));
    stage.passTo(addHours(start, 58));
    expect(stage.it).toMatchObject({ waitingOn: "MERCHANT", deadlineAt: addHours(start, 70 + 48) });
    expect(stage.it.clock.pause).toMatchObject({ ground: "FORCE_MAJEURE", endsAt: addHours(start, 70) });
  });

  it("shows in the report as the shopper's time", () => {
    const stage = asked().pass(5);
    stage.do(Role.SHOPPER, answer);
    stage.pass(1);
    const hours = (ms: number): number => ms / 3_600_000;
    const totals = clockReport(stage.log, stage.now).totals.map(({ party, usedMs, pausedMs }) => [
      ...[party, hours(usedMs), hours(pausedMs)],
    ]);
    expect(totals.toSorted()).toEqual([
      ["MERCHANT", 11, 0],
      ["SHOPPER", 5, 0],
    ]);
  });
});
