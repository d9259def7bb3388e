import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import { clockReport, lengthOf } from "../../../src/domain/dispute/clock-report.js";
import type { CommandAction } from "../../../src/domain/dispute/command.js";
import { addHours, HOUR_MS } from "../../../src/domain/time.js";
import { ClockStage } from "./clock-stage.js";
import { commandFor } from "./commands.js";
import { start } from "./support.js";

const hours = (ms: number): number => ms / HOUR_MS;

function reportOf(stage: ClockStage) {
  return clockReport(stage.log, stage.now);
}

/** Spans as [party, hours from, hours until, ground]. */
function shortly(stage: ClockStage) {
  return reportOf(stage).spans.map(({ party, from, until, ground }) => [
    party,
    hours(from.getTime() - start.getTime()),
    hours(until.getTime() - start.getTime()),
    ground,
  ]);
}

describe("the clock report", () => {
  it("tells whose time it was, with the mediator apart from the queue", () => {
    const stage = new ClockStage(start).open().pass(10);
    stage.do(Role.MERCHANT_AGENT, commandFor("REFUSE_CLAIM", null));
    stage.pass(5);
    stage.do(Role.SHOPPER, commandFor("REQUEST_INTERVENTION", null));
    stage.pass(3);
    stage.do(Role.MEDIATOR, { action: "CLAIM_NEXT_CASE" });
    stage.pass(2);
    stage.do(Role.MEDIATOR, commandFor("CLOSE_SUBMISSIONS", null));
    stage.do(Role.MEDIATOR, commandFor("ISSUE_RULING", null));
    stage.pass(4);
    expect(shortly(stage)).toEqual([
      ["MERCHANT", 0, 10, null],
      ["SHOPPER", 10, 15, null],
      ["PLATFORM", 15, 18, null],
      ["MEDIATOR", 18, 20, null],
      ["BOTH", 20, 24, null],
    ]);
    const totals = Object.fromEntries(
      reportOf(stage).totals.map(({ party, usedMs }) => [party, hours(usedMs)]),
    );
    expect(totals).toEqual({ MERCHANT: 14, SHOPPER: 9, PLATFORM: 3, MEDIATOR: 2 });
  });

  it("tells what was paused and why, also where that became known later", () => {
    const stage = new ClockStage(start).open().pass(10);
    stage.pause(20, addHours(start, 4));
    stage.pass(25);
    stage.system({
      action: "CREDIT_CLOCK",
      ...{ ground: "PLATFORM_OUTAGE", clause: null },
      ...{ from: addHours(start, 31), until: addHours(start, 33) },
    });
    expect(shortly(stage)).toEqual([
      ["MERCHANT", 0, 4, null],
      ["MERCHANT", 4, 30, "FORCE_MAJEURE"],
      ["MERCHANT", 30, 31, null],
      ["MERCHANT", 31, 33, "PLATFORM_OUTAGE"],
      ["MERCHANT", 33, 35, null],
    ]);
    expect(reportOf(stage).totals).toEqual([
      { party: "MERCHANT", usedMs: 7 * HOUR_MS, pausedMs: 28 * HOUR_MS },
    ]);
  });

  it("shows a pause under way, and none that is over but not fired yet", () => {
    const stage = new ClockStage(start).open();
    stage.pause(20);
    expect(reportOf(stage).paused).toMatchObject({ ground: "FORCE_MAJEURE", clause: "C-1" });
    stage.now = addHours(start, 25);
    expect(reportOf(stage).paused).toBeNull();
    expect(shortly(stage)).toEqual([
      ["MERCHANT", 0, 20, "FORCE_MAJEURE"],
      ["MERCHANT", 20, 25, null],
    ]);
  });

  it("does not show messages and reminders", () => {
    const stage = new ClockStage(start).open().pass(5);
    stage.do(Role.SHOPPER, commandFor("SEND_MESSAGE", null));
    stage.pass(20);
    expect(shortly(stage)).toEqual([["MERCHANT", 0, 25, null]]);
  });

  it("ends with the dispute", () => {
    const stage = new ClockStage(start).open().pass(5);
    stage.do(Role.SHOPPER, commandFor("WITHDRAW_DISPUTE", null));
    stage.pass(50);
    expect(shortly(stage)).toEqual([["MERCHANT", 0, 5, null]]);
  });

  it("tiles the time from the opening to now, or to the end, whatever happens", () => {
    const actions: CommandAction[] = ["REFUSE_CLAIM", "MAKE_OFFER", "REQUEST_INTERVENTION", "SEND_MESSAGE"];
    const step = fc.record({
      role: fc.constantFrom(Role.SHOPPER, Role.MERCHANT_AGENT),
      action: fc.constantFrom(...actions),
      hours: fc.integer({ min: 0, max: 30 }),
      does: fc.constantFrom("ACT", "ACT", "PAUSE", "RESUME", "CREDIT"),
      since: fc.integer({ min: -20, max: 0 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const stage = new ClockStage(start).open();
        for (const { role, action, hours: passed, does, since } of steps) {
          stage.pass(passed);
          const from = addHours(stage.now, since);
          if (does === "PAUSE") stage.pause(passed + 1, from);
          else if (does === "RESUME") stage.system({ action: "RESUME_CLOCK" });
          else if (does === "CREDIT") {
            const lost = { ground: "PLATFORM_OUTAGE", clause: null, from, until: stage.now } as const;
            stage.system({ action: "CREDIT_CLOCK", ...lost });
          } else stage.do(role, commandFor(action, stage.it));
        }
        const { spans, totals } = reportOf(stage);
        const end = stage.it.closedAt ?? stage.now;
        let at = start;
        for (const span of spans) {
          expect(span.from).toEqual(at);
          expect(lengthOf(span)).toBeGreaterThan(0);
          at = span.until;
        }
        expect(at).toEqual(end);
        const shared = spans
          .filter(({ party }) => party === "BOTH")
          .reduce((sum, span) => sum + lengthOf(span), 0);
        const all = totals.reduce((sum, { usedMs, pausedMs }) => sum + usedMs + pausedMs, 0);
        expect(all - shared).toBe(end.getTime() - start.getTime());
      }),
      { numRuns: 300 },
    );
  });
});
