import fc from "fast-check";
import { systemViewer } from "../../../src/domain/access/viewer.js";
import type { ClockSuspension } from "../../../src/domain/clock/clock-setting.js";
import type { Replay } from "../../../src/domain/simulation/replay-dispute.js";
import { addHours } from "../../../src/domain/time.js";
import { calendarOf } from "../clock/calendars.js";
import { start } from "../dispute/support.js";
import { compared, draftWith, Recorder } from "./support.js";

/** A draft with another limit of the merchant, elapsed hours unless told otherwise. */
const limitOf = (merchantResponseHours: number, merchantResponseBasis: "BUSINESS" | "ELAPSED" = "ELAPSED") =>
  draftWith(({ reasons }) =>
    Object.assign(reasons["QUALITY_DEFECT"]!, { merchantResponseHours, merchantResponseBasis }),
  );

describe("a draft that counts business hours", () => {
  /** The merchant accepts on Monday at 13:00 of Sao Paulo, where the story begins on Saturday at 21:00. */
  function acceptedOnMonday(holidays: readonly string[] = []): Recorder {
    const calendar = calendarOf("America/Sao_Paulo", { holidays: new Set(holidays) });
    const recorder = new Recorder("QUALITY_DEFECT", { clocks: { calendarOf: () => calendar } });
    recorder.pass(40);
    expect(recorder.does("MERCHANT_AGENT", "ACCEPT_CLAIM")).toBe(true);
    return recorder;
  }

  it("ends the merchant's time by the hours of its calendar", () => {
    const { before, after, divergence } = compared(acceptedOnMonday(), limitOf(3, "BUSINESS"));
    expect([before.outcome, after.outcome]).toEqual(["CONCEDED", "DEFAULTED"]);
    const noonOnMonday = new Date("2026-11-02T15:00:00.000Z");
    expect(after.decidedAt).toEqual(noonOnMonday);
    expect(divergence).toMatchObject({ sequence: 1, at: noonOnMonday, clause: "R-QUALITY_DEFECT" });
  });

  it("gives the merchant a holiday of the calendar more", () => {
    const onHoliday = acceptedOnMonday(["2026-11-02"]);
    expect(compared(onHoliday, limitOf(3, "BUSINESS")).divergence).toBeNull();
    const silent = new Recorder("QUALITY_DEFECT", {
      clocks: { calendarOf: () => calendarOf("America/Sao_Paulo", { holidays: new Set(["2026-11-02"]) }) },
    });
    const noonOnTuesday = new Date("2026-11-03T15:00:00.000Z");
    expect(compared(silent, limitOf(3, "BUSINESS")).after.decidedAt).toEqual(noonOnTuesday);
  });
});

describe("a recorded extension", () => {
  const own = draftWith(
    ({ reasons }) => (reasons["QUALITY_DEFECT"]!.merchantResponseExtensionHours = 24),
    "own",
  );
  const extensible = (merchantResponseExtensionHours: number, merchantResponseHours = 48) =>
    draftWith(({ reasons }) =>
      Object.assign(reasons["QUALITY_DEFECT"]!, { merchantResponseExtensionHours, merchantResponseHours }),
    );
  let recorder: Recorder;
  beforeEach(() => {
    recorder = new Recorder("QUALITY_DEFECT", { own });
    recorder.pass(40);
    expect(recorder.does("MERCHANT_AGENT", "EXTEND_DEADLINE")).toBe(true);
    recorder.pass(20);
    expect(recorder.does("MERCHANT_AGENT", "ACCEPT_CLAIM")).toBe(true);
  });

  it("is made again, by as much as the draft allows", () => {
    expect(compared(recorder, extensible(13)).divergence).toBeNull();
    const { before, after } = compared(recorder, extensible(6));
    expect([before.outcome, after.outcome]).toEqual(["CONCEDED", "DEFAULTED"]);
    expect(after.decidedAt).toEqual(addHours(start, 54));
  });

  it("is where the courses part if the draft allows none", () => {
    const { after, divergence } = compared(recorder, extensible(0));
    expect(after).toMatchObject({ outcome: "DEFAULTED", decidedAt: addHours(start, 48) });
    expect(divergence).toMatchObject({ sequence: 2, at: addHours(start, 40) });
    expect(divergence?.what).toContain("DEADLINE_EXTENDED is refused");
  });

  it("that a longer limit makes needless changes nothing", () => {
    expect(compared(recorder, extensible(0, 72)).divergence).toBeNull();
  });
});

/** A flood where the merchant is, as staff declared it and as it turned out. */
function flood(fromHours: number, untilHours: number): ClockSuspension {
  const [from, until] = [addHours(start, fromHours), addHours(start, untilHours)];
  return { ground: "FORCE_MAJEURE", clause: null, sides: ["MERCHANT"], from, until, declaredAt: from };
}

function pauseOf({ ground, clause, from, until }: ClockSuspension) {
  return { action: "PAUSE_CLOCK", ground, clause, from, until } as const;
}

const endOf = ({ steps }: Replay) => steps.find(({ type }) => type === "NEGOTIATION_ENDED")?.at;

describe("a recorded pause", () => {
  it("stops the draft's clock as well, with the time that is left of the draft's limit", () => {
    const recorder = new Recorder();
    recorder.pass(10);
    expect(recorder.by(systemViewer, pauseOf(flood(10, 110)))).toBe(true);
    recorder.pass(110);
    expect(recorder.does("MERCHANT_AGENT", "ACCEPT_CLAIM")).toBe(true);
    expect(compared(recorder, limitOf(24)).divergence).toBeNull();
    const { before, after } = compared(recorder, limitOf(12));
    expect([before.outcome, after.outcome]).toEqual(["CONCEDED", "DEFAULTED"]);
    expect(after.decidedAt).toEqual(addHours(start, 112));
  });

  it("comes too late for a draft under which the time was over before", () => {
    const recorder = new Recorder();
    recorder.pass(10);
    recorder.by(systemViewer, pauseOf(flood(10, 110)));
    const { after } = compared(recorder, limitOf(8));
    expect(after).toMatchObject({ outcome: "DEFAULTED", decidedAt: addHours(start, 8) });
  });

  it("that was ended early ends early in the replay too", () => {
    const recorder = new Recorder("QUALITY_DEFECT", { clocks: { suspensions: [flood(10, 30)] } });
    recorder.pass(10);
    recorder.by(systemViewer, pauseOf(flood(10, 500)));
    recorder.pass(20);
    expect(recorder.by(systemViewer, { action: "RESUME_CLOCK" })).toBe(true);
    recorder.pass(24 * 30);
    expect(recorder.dispute).toMatchObject({ outcome: "DEFAULTED", updatedAt: addHours(start, 68) });
    const { before, after } = compared(recorder, limitOf(60));
    expect(before).toMatchObject({ outcome: "DEFAULTED", decidedAt: addHours(start, 68) });
    expect(after).toMatchObject({ outcome: "DEFAULTED", decidedAt: addHours(start, 80) });
  });

  it("does not hold up the other side, whose move it is under the draft", () => {
    const recorder = new Recorder();
    recorder.pass(10);
    recorder.does("MERCHANT_AGENT", "REFUSE_CLAIM");
    recorder.does("SHOPPER", "MAKE_OFFER");
    recorder.pass(30);
    recorder.by(systemViewer, pauseOf(flood(40, 140)));
    const shorterOffers = draftWith(({ timers }) => (timers["offer"]!.hours = 24));
    const { before, after } = compared(recorder, shorterOffers);
    // Seven days to call the platform in; the flood stopped them only where the merchant was to answer the offer.
    expect(endOf(before)).toEqual(addHours(start, 10 + 168 + 100));
    expect(endOf(after)).toEqual(addHours(start, 10 + 168));
  });

  it("that was none on record, for the other side had to move, is one where the draft has the merchant move", () => {
    const recorder = new Recorder("QUALITY_DEFECT", { clocks: { suspensions: [flood(90, 190)] } });
    recorder.pass(10);
    recorder.does("MERCHANT_AGENT", "REFUSE_CLAIM");
    recorder.does("SHOPPER", "MAKE_OFFER");
    recorder.pass(24 * 30);
    expect(recorder.events.map(({ event }) => event.type)).not.toContain("CLOCK_PAUSED");
    const longerOffers = draftWith(({ timers }) => (timers["offer"]!.hours = 168));
    const { before, after } = compared(recorder, longerOffers);
    expect(endOf(before)).toEqual(addHours(start, 10 + 168));
    expect(endOf(after)).toEqual(addHours(start, 10 + 168 + 100));
  });

  it("holds up a clock that the draft starts inside of the period", () => {
    const recorder = new Recorder("QUALITY_DEFECT", { clocks: { suspensions: [flood(-1, 30)] } });
    expect(recorder.dispute.clock.pause?.endsAt).toEqual(addHours(start, 30));
    const { before, after } = compared(recorder, limitOf(24));
    expect(before.decidedAt).toEqual(addHours(start, 30 + 48));
    expect(after.decidedAt).toEqual(addHours(start, 30 + 24));
  });
});

describe("whatever held up a clock or gave it time", () => {
  const own = draftWith(({ reasons }) => {
    reasons["QUALITY_DEFECT"]!.merchantResponseExtensionHours = 24;
  }, "own");
  const acts = fc.constantFrom(
    ...([
      ["MERCHANT_AGENT", "REFUSE_CLAIM"],
      ["MERCHANT_AGENT", "MAKE_OFFER"],
      ["MERCHANT_AGENT", "EXTEND_DEADLINE"],
      ["SHOPPER", "MAKE_OFFER"],
      ["SHOPPER", "REQUEST_INTERVENTION"],
      ["SENIOR_MEDIATOR", "CLAIM_NEXT_CASE"],
    ] as const),
  );
  const platform = fc.record({
    does: fc.constantFrom("PAUSE_CLOCK", "RESUME_CLOCK", "CREDIT_CLOCK"),
    since: fc.integer({ min: -20, max: 0 }),
    hours: fc.integer({ min: 1, max: 90 }),
  });
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.option(acts, { freq: 2 }), platform), {
    maxLength: 15,
  });

  const recorders = steps.map((story) => {
    const recorder = new Recorder("QUALITY_DEFECT", { own });
    for (const [hours, act, { does, ...period }] of story) {
      recorder.pass(hours);
      if (["PERFORMING", "CLOSED"].includes(recorder.dispute.status)) break;
      const [from, until] = [addHours(recorder.now, period.since), addHours(recorder.now, period.hours)];
      if (act !== null) recorder.does(act[0], act[1]);
      else if (does === "RESUME_CLOCK") recorder.by(systemViewer, { action: does });
      else if (does === "PAUSE_CLOCK")
        recorder.by(systemViewer, { action: does, ground: "FORCE_MAJEURE", clause: null, from, until });
      else if (period.since < 0) {
        const lost = { from, until: recorder.now };
        recorder.by(systemViewer, { action: does, ground: "PLATFORM_OUTAGE", clause: null, ...lost });
      }
    }
    recorder.pass(24 * 60);
    return recorder;
  });

  it("does so again: the dispute's own version ends it as recorded", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(recorders, (recorder) => {
        for (const { event } of recorder.events) seen.add(event.type);
        const { outcome, status, updatedAt, deadlineAt } = recorder.dispute;
        const { before } = compared(recorder, own);
        expect([before.outcome, before.status]).toEqual([outcome ?? "UNDECIDED", status]);
        if (deadlineAt === null || status === "PERFORMING") expect(before.decidedAt).toEqual(updatedAt);
      }),
      { numRuns: 300 },
    );
    const clocks = ["CLOCK_PAUSED", "CLOCK_RESUMED", "CLOCK_CREDITED", "DEADLINE_EXTENDED"];
    expect([...seen]).toEqual(expect.arrayContaining(clocks));
  });
});

describe("a recorded credit for an outage", () => {
  it("is given under the draft too, unless its clock was over before the outage", () => {
    const recorder = new Recorder();
    recorder.pass(20);
    const [from, until] = [addHours(start, 10), addHours(start, 16)];
    const credit = { action: "CREDIT_CLOCK", ground: "PLATFORM_OUTAGE", clause: null, from, until } as const;
    expect(recorder.by(systemViewer, credit)).toBe(true);
    recorder.pass(30);
    expect(recorder.does("MERCHANT_AGENT", "ACCEPT_CLAIM")).toBe(true);
    expect(compared(recorder, limitOf(45)).divergence).toBeNull();
    expect(compared(recorder, limitOf(42)).after.decidedAt).toEqual(addHours(start, 48));
    expect(compared(recorder, limitOf(18)).after.decidedAt).toEqual(addHours(start, 18));
  });
});
