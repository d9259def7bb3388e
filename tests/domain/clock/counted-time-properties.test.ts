import fc from "fast-check";
import { addTime, elapsed, timeBetween, type Counting } from "../../../src/domain/clock/counted-time.js";
import { DAY_MS } from "../../../src/domain/time.js";
import { allWeek, calendarOf } from "./calendars.js";

const berlin = calendarOf("Europe/Berlin");
const saoPaulo = calendarOf("America/Sao_Paulo");
const shanghai = calendarOf("Asia/Shanghai");
const odd = calendarOf("America/Sao_Paulo", {
  weeklyHours: allWeek.map((_, day) =>
    day === 3
      ? []
      : [
          { fromMinute: 0, untilMinute: 90 },
          { fromMinute: 90 + day, untilMinute: 700 },
          { fromMinute: 1300, untilMinute: 1440 },
        ],
  ),
  holidays: new Set(["2017-10-17", "2018-02-19"]),
});
const calendars = [
  null,
  berlin,
  saoPaulo,
  shanghai,
  odd,
  calendarOf("Europe/Berlin", { weeklyHours: allWeek }),
  calendarOf("Australia/Lord_Howe", { weeklyHours: allWeek }),
];
/** Around the changes of the clock in both hemispheres. */
const instant = fc
  .tuple(
    fc.constantFrom(
      "2017-10-14T00:00:00Z",
      "2018-02-16T00:00:00Z",
      "2026-03-27T00:00:00Z",
      "2026-10-23T00:00:00Z",
    ),
    fc.integer({ min: 0, max: 6 * DAY_MS }),
  )
  .map(([base, offset]) => new Date(Date.parse(base) + offset));
const excluded = fc.array(
  fc.tuple(instant, fc.integer({ min: 0, max: 3 * DAY_MS })).map(([from, length]) => ({
    from,
    until: new Date(from.getTime() + length),
  })),
  { maxLength: 3 },
);
const counting: fc.Arbitrary<Counting> = fc.record({ hours: fc.constantFrom(...calendars), excluded });
const duration = fc.integer({ min: 0, max: 12 * DAY_MS });
const runs = { numRuns: 300 };

describe("adding and measuring, in whatever time", () => {
  it("are inverse: what was added is what lies between", () => {
    fc.assert(
      fc.property(instant, duration, counting, (start, length, counted) => {
        expect(timeBetween(start, addTime(start, length, counted), counted)).toBe(length);
      }),
      runs,
    );
  });

  it("are inverse: what lies between leads back, or earlier by time that does not count", () => {
    fc.assert(
      fc.property(instant, duration, counting, (from, length, counted) => {
        const until = new Date(from.getTime() + length);
        const back = addTime(from, timeBetween(from, until, counted), counted);
        expect(back.getTime()).toBeLessThanOrEqual(until.getTime());
        expect(timeBetween(back, until, counted)).toBe(0);
      }),
      runs,
    );
  });

  it("never end before they start, and later for more or from later on", () => {
    fc.assert(
      fc.property(instant, duration, duration, counting, (start, length, more, counted) => {
        const end = addTime(start, length, counted).getTime();
        expect(end).toBeGreaterThanOrEqual(start.getTime() + length);
        expect(addTime(start, length + more, counted).getTime()).toBeGreaterThanOrEqual(end + more);
        const later = new Date(start.getTime() + more);
        if (length > 0) expect(addTime(later, length, counted).getTime()).toBeGreaterThanOrEqual(end);
      }),
      runs,
    );
  });

  it("give the same in two steps as in one", () => {
    fc.assert(
      fc.property(instant, duration, duration, counting, (start, one, two, counted) => {
        const inSteps = addTime(addTime(start, one, counted), two, counted);
        expect(inSteps).toEqual(addTime(start, one + two, counted));
      }),
      runs,
    );
  });

  it("never count what is excluded", () => {
    fc.assert(
      fc.property(instant, duration, counting, (start, length, counted) => {
        for (const { from, until } of counted.excluded) expect(timeBetween(from, until, counted)).toBe(0);
        const end = addTime(start, length, counted).getTime();
        const inside = counted.excluded.some(
          ({ from, until }) => from.getTime() < end && end <= until.getTime(),
        );
        if (length > 0) expect(inside).toBe(false);
      }),
      runs,
    );
  });

  it("keep the exact time left over a pause, whatever lies in the pause", () => {
    fc.assert(
      fc.property(
        instant,
        duration,
        fc.integer({ min: 0, max: 9 * DAY_MS }),
        counting,
        (start, length, gap, counted) => {
          const deadline = addTime(start, length, counted);
          const pausedAt = new Date(start.getTime() + Math.floor((deadline.getTime() - start.getTime()) / 3));
          const left = timeBetween(pausedAt, deadline, counted);
          const resumedAt = new Date(pausedAt.getTime() + gap);
          const moved = addTime(resumedAt, left, counted);
          expect(timeBetween(start, pausedAt, counted) + timeBetween(resumedAt, moved, counted)).toBe(length);
        },
      ),
      runs,
    );
  });

  it("are plain arithmetic in elapsed time", () => {
    fc.assert(
      fc.property(instant, duration, (start, length) => {
        expect(addTime(start, length, elapsed)).toEqual(new Date(start.getTime() + length));
      }),
    );
  });
});
