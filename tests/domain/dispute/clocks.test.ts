import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import { addTime, timeBetween } from "../../../src/domain/clock/counted-time.js";
import { allowedActions, ifNothingHappens } from "../../../src/domain/dispute/advice.js";
import { isDue, nextTimer } from "../../../src/domain/dispute/deadlines.js";
import { evolve } from "../../../src/domain/dispute/evolve.js";
import { addHours, HOUR_MS } from "../../../src/domain/time.js";
import { business, calendarOf } from "../clock/calendars.js";
import { ClockStage } from "./clock-stage.js";
import { commandFor } from "./commands.js";
import { line, start } from "./support.js";

const extend = commandFor("EXTEND_DEADLINE", null);
const refuse = commandFor("REFUSE_CLAIM", null);
const inBusinessHours = { rule: { merchantResponseBasis: "BUSINESS" } } as const;
/** Friday, 13 October 2017, 15:00 in Sao Paulo; on Sunday the clock goes forward at midnight. */
const friday = new Date("2017-10-13T18:00:00.000Z");

describe("a clock in business hours", () => {
  it("runs by the calendar of the merchant who must answer, over a change of the clock", () => {
    const stage = new ClockStage(friday, {
      rule: { merchantResponseBasis: "BUSINESS", merchantResponseHours: 4 },
    }).open();
    // Two hours on Friday; on Monday nine o'clock is 11:00 in UTC, an hour earlier than the week before.
    expect(stage.deadline).toEqual(new Date("2017-10-16T13:00:00.000Z"));
  });

  it("runs by the platform's calendar where both must move or the platform does", () => {
    const rule = { onMerchantSilence: ["PLATFORM"] } as const;
    const stage = new ClockStage(friday, {
      rule,
      timers: { assignment: { hours: 4, clause: "C-1", basis: "BUSINESS", extensionHours: 0 } },
    }).open();
    stage.do(Role.MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null));
    expect(stage.it.status).toBe("QUEUED");
    // Friday 20:00 in Berlin is after work: four hours from nine on Monday.
    expect(stage.deadline).toEqual(new Date("2017-10-16T11:00:00.000Z"));
  });

  it("gives what is owed in the time of whoever owes it", () => {
    const stage = new ClockStage(friday, {
      timers: { shipReturn: { hours: 4, clause: "C-1", basis: "BUSINESS", extensionHours: 0 } },
    }).open();
    stage.do(Role.MERCHANT_AGENT, commandFor("ACCEPT_CLAIM", null));
    const [shipped] = stage.it.obligations;
    expect(shipped).toMatchObject({ owner: "SHOPPER", dueAt: new Date("2017-10-16T11:00:00.000Z") });
  });
});

describe("an extension", () => {
  const allowed = { rule: { merchantResponseExtensionHours: 12 } };

  it("moves the deadline once, by whoever must move, and says so", () => {
    const stage = new ClockStage(start, allowed).open();
    const before = stage.deadline;
    expect(stage.do(Role.SHOPPER, extend)).toBe("STATE_CONFLICT");
    expect(stage.do(Role.MERCHANT_AGENT, extend)).toBe("ACCEPTED");
    expect(stage.deadline).toEqual(addHours(before, 12));
    expect(stage.log.at(-1)?.event).toMatchObject({
      type: "DEADLINE_EXTENDED",
      fromAt: before,
      toAt: stage.deadline,
    });
    expect(stage.do(Role.MERCHANT_AGENT, extend)).toBe("ATTEMPT_LIMIT");
  });

  it("is refused where the rule knows none, and then not among the allowed actions", () => {
    const stage = new ClockStage(start).open();
    expect(stage.do(Role.MERCHANT_AGENT, extend)).toBe("STATE_CONFLICT");
    const actions = allowedActions(stage.it, stage.context(Role.MERCHANT_AGENT));
    expect(actions.map(({ action }) => action)).not.toContain("EXTEND_DEADLINE");
  });

  it("is possible again for the next clock", () => {
    const next = {
      requestIntervention: { hours: 168, clause: "C-1", basis: "ELAPSED", extensionHours: 24 },
    } as const;
    const stage = new ClockStage(start, { ...allowed, timers: next }).open();
    expect(stage.do(Role.MERCHANT_AGENT, extend)).toBe("ACCEPTED");
    stage.do(Role.MERCHANT_AGENT, refuse);
    expect(stage.do(Role.SHOPPER, extend)).toBe("ACCEPTED");
    expect(stage.deadline).toEqual(addHours(start, 192));
  });
});

describe("a pause", () => {
  it("lets nothing run out and leaves the very time that was left", () => {
    const stage = new ClockStage(start).open();
    const limit = (stage.deadline.getTime() - start.getTime()) / HOUR_MS;
    stage.pass(10);
    expect(stage.pause(500)).toBe("ACCEPTED");
    expect(stage.it.clock.pause?.remainingMs).toBe((limit - 10) * HOUR_MS);
    expect(nextTimer(stage.it)).toEqual({ at: addHours(start, 510), action: "RESUME_CLOCK" });
    stage.pass(499);
    expect(stage.it.status).toBe("MERCHANT_RESPONSE");
    expect(isDue(stage.it, stage.now)).toBe(false);
    stage.pass(1);
    expect(stage.it.clock.pause).toBeNull();
    expect(stage.deadline).toEqual(addHours(start, 500 + limit));
  });

  it("that ends early brings the deadline back by as much, with an event", () => {
    const stage = new ClockStage(start).open();
    const before = stage.deadline;
    stage.pass(10);
    stage.pause(500);
    stage.pass(7);
    expect(stage.system({ action: "RESUME_CLOCK" })).toBe("ACCEPTED");
    expect(stage.deadline).toEqual(addHours(before, 7));
    expect(stage.log.at(-1)?.event.type).toBe("CLOCK_RESUMED");
    expect(stage.system({ action: "RESUME_CLOCK" })).toBe("STATE_CONFLICT");
  });

  it("that is prolonged or shortened stays one pause", () => {
    const stage = new ClockStage(start).open();
    const before = stage.deadline;
    stage.pause(10);
    stage.pass(5);
    stage.pause(20);
    expect(stage.deadline).toEqual(addHours(before, 25));
    stage.pause(1);
    stage.pass(3);
    expect(stage.deadline).toEqual(addHours(before, 6));
  });

  it("that becomes known late counts from its beginning, but not from before the clock", () => {
    const stage = new ClockStage(start).open();
    const before = stage.deadline;
    stage.pass(10);
    stage.pause(1, addHours(start, 4));
    expect(stage.deadline).toEqual(addHours(before, 7));
    const other = new ClockStage(start).open();
    other.pass(10);
    other.pause(1, addHours(start, -40));
    expect(other.deadline).toEqual(addHours(before, 11));
  });

  it("does not keep anybody from acting, and tells what the clock will do", () => {
    const stage = new ClockStage(start).open();
    stage.pause(100);
    expect(ifNothingHappens(stage.it, [line], stage.context(Role.SYSTEM).rulebook)).toMatchObject({
      action: "RESUME_CLOCK",
      status: "MERCHANT_RESPONSE",
    });
    expect(stage.do(Role.MERCHANT_AGENT, refuse)).toBe("ACCEPTED");
    expect(stage.it).toMatchObject({ status: "NEGOTIATING", clock: { pause: null } });
  });

  it("holds up open offers and what is owed as well", () => {
    const stage = new ClockStage(start).open();
    stage.do(Role.SHOPPER, commandFor("MAKE_OFFER", null));
    const [offer] = stage.it.offers;
    stage.pause(100);
    expect(stage.it.offers[0]?.expiresAt).toEqual(addHours(offer!.expiresAt, 100));
    stage.do(Role.MERCHANT_AGENT, commandFor("ACCEPT_OFFER", stage.it));
    const [owed] = stage.it.obligations;
    expect(stage.it.status).toBe("PERFORMING");
    stage.pause(50);
    expect(stage.it.obligations[0]?.dueAt).toEqual(addHours(owed!.dueAt, 50));
    expect(stage.deadline).toEqual(stage.it.obligations[0]?.dueAt);
  });

  it("is there from the start for a clock that starts inside a period, for those who are held up", () => {
    const stage = new ClockStage(start);
    const flood = { from: addHours(start, -5), until: addHours(start, 30), declaredAt: start };
    stage.suspensions = [{ ...flood, ground: "FORCE_MAJEURE", clause: "C-1", sides: ["MERCHANT"] }];
    stage.open();
    const limit = stage.context(Role.SYSTEM).rule.merchantResponseHours;
    expect(stage.it.clock.pause).toMatchObject({ pausedAt: start, endsAt: addHours(start, 30) });
    expect(stage.deadline).toEqual(addHours(start, 30 + limit));
    stage.do(Role.MERCHANT_AGENT, refuse);
    expect(stage.it.clock.pause).toBeNull();
  });

  it("does not stop the platform's own clock", () => {
    const stage = new ClockStage(start).open();
    stage.do(Role.MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null));
    expect(stage.pause(10)).toBe("STATE_CONFLICT");
  });

  it("leaves the same business time to the millisecond, whenever it begins and ends", () => {
    const saoPaulo = business(calendarOf("America/Sao_Paulo"));
    const hour = fc.integer({ min: 0, max: 400 * HOUR_MS }).map((ms) => ms / HOUR_MS);
    fc.assert(
      fc.property(hour, hour, (used, length) => {
        const stage = new ClockStage(friday, inBusinessHours).open();
        const limitMs = timeBetween(friday, stage.deadline, saoPaulo);
        const pausedAt = addHours(friday, used);
        fc.pre(pausedAt < stage.deadline);
        stage.passTo(pausedAt);
        stage.pause(Math.max(length, 0.001));
        const resumedAt = stage.it.clock.pause!.endsAt;
        stage.passTo(resumedAt);
        const usedMs = timeBetween(friday, pausedAt, saoPaulo);
        expect(stage.deadline).toEqual(addTime(resumedAt, limitMs - usedMs, saoPaulo));
        expect(usedMs + timeBetween(resumedAt, stage.deadline, saoPaulo)).toBe(limitMs);
      }),
      { numRuns: 150 },
    );
  });
});

describe("time that the platform was out of order", () => {
  const outage = (from: Date, until: Date) =>
    ({ action: "CREDIT_CLOCK", ground: "PLATFORM_OUTAGE", clause: null, from, until }) as const;

  it("is given back once, as far as the clock ran", () => {
    const stage = new ClockStage(start).open();
    const before = stage.deadline;
    stage.pass(10);
    const command = outage(addHours(start, -1), addHours(start, 2));
    expect(stage.system(command)).toBe("ACCEPTED");
    expect(stage.deadline).toEqual(addHours(before, 2));
    stage.system(command);
    expect(stage.deadline).toEqual(addHours(before, 2));
    stage.system(outage(addHours(start, 1), addHours(start, 3)));
    expect(stage.deadline).toEqual(addHours(before, 3));
  });

  it("is not given back on top of a pause", () => {
    const stage = new ClockStage(start).open();
    const before = stage.deadline;
    stage.pass(1);
    stage.pause(9);
    stage.pass(5);
    stage.system(outage(addHours(start, 2), addHours(start, 6)));
    expect(stage.deadline).toEqual(addHours(before, 9));
  });
});

describe("the log of clocks", () => {
  it("folds to the same dispute, and old events without a clock still fold", () => {
    const stage = new ClockStage(start, { rule: { merchantResponseExtensionHours: 5 } }).open();
    stage.do(Role.SHOPPER, commandFor("MAKE_OFFER", null));
    stage.pass(3);
    stage.pause(9);
    stage.do(Role.MERCHANT_AGENT, extend);
    stage.pass(40);
    const folded = stage.log.reduce<ReturnType<typeof evolve> | null>(
      (dispute, { event, occurredAt }) => evolve(dispute, structuredClone(event), occurredAt),
      null,
    );
    expect(folded).toEqual(stage.it);
    const [{ event, occurredAt }] = stage.log as [ClockStage["log"][number]];
    const after = { ...event.after };
    Reflect.deleteProperty(after, "clock");
    const old = evolve(null, { ...event, after }, occurredAt);
    expect(old.clock.startedAt).toBeNull();
    expect(nextTimer(old)?.at).toEqual(old.deadlineAt);
  });
});
