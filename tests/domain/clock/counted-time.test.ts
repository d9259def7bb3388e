import { addTime, timeBetween } from "../../../src/domain/clock/counted-time.js";
import { DAY_MS, HOUR_MS } from "../../../src/domain/time.js";
import { refusalCodeOf } from "../refusal-code.js";
import { allWeek, business, calendarOf } from "./calendars.js";

const at = (text: string): Date => new Date(text);
const berlin = calendarOf("Europe/Berlin");
const saoPaulo = calendarOf("America/Sao_Paulo");
const shanghai = calendarOf("Asia/Shanghai");

describe("a duration in business hours", () => {
  it("passes over the night and the weekend", () => {
    // Friday 16:00 in Berlin and three hours: one on Friday, two on Monday.
    expect(addTime(at("2026-11-20T15:00:00Z"), 3 * HOUR_MS, business(berlin))).toEqual(
      at("2026-11-23T10:00:00Z"),
    );
  });

  it("passes over holidays, by the local date", () => {
    const closed = calendarOf("Asia/Shanghai", { holidays: new Set(["2026-10-01", "2026-10-02"]) });
    // Wednesday 30 September, 17:00 in Shanghai, is still the 30th of September in UTC and in Berlin.
    expect(addTime(at("2026-09-30T09:00:00Z"), HOUR_MS, business(closed))).toEqual(
      at("2026-10-05T02:00:00Z"),
    );
    expect(addTime(at("2026-09-30T09:00:00Z"), HOUR_MS, business(shanghai))).toEqual(
      at("2026-10-01T02:00:00Z"),
    );
  });

  it("ends at the end of an open span rather than at the start of the next", () => {
    expect(addTime(at("2026-11-20T15:00:00Z"), HOUR_MS, business(berlin))).toEqual(
      at("2026-11-20T16:00:00Z"),
    );
  });

  it("is over at once when it is 0, also on a Sunday", () => {
    expect(addTime(at("2026-11-22T06:00:00Z"), 0, business(berlin))).toEqual(at("2026-11-22T06:00:00Z"));
  });

  it("keeps to the wall clock over the changes of the clock in Berlin", () => {
    // Nine to five is 8 hours on both sides; the UTC instants move by an hour.
    expect(addTime(at("2026-03-27T08:00:00Z"), 9 * HOUR_MS, business(berlin))).toEqual(
      at("2026-03-30T08:00:00Z"),
    );
    expect(addTime(at("2026-10-23T07:00:00Z"), 9 * HOUR_MS, business(berlin))).toEqual(
      at("2026-10-26T09:00:00Z"),
    );
  });

  it("counts 23 and 25 hours on the days on which Berlin changes its clock", () => {
    const always = business(calendarOf("Europe/Berlin", { weeklyHours: allWeek }));
    const night = (weekday: number) =>
      business(
        calendarOf("Europe/Berlin", {
          weeklyHours: allWeek.map((_, day) =>
            day === weekday ? [{ fromMinute: 120, untilMinute: 180 }] : [],
          ),
        }),
      );
    const spring = [at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z")] as const;
    const autumn = [at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z")] as const;
    expect(timeBetween(...spring, always)).toBe(23 * HOUR_MS);
    expect(timeBetween(...autumn, always)).toBe(25 * HOUR_MS);
    // Two to three o'clock on Sunday is not there in spring and there twice in autumn.
    expect(timeBetween(...spring, night(6))).toBe(0);
    expect(timeBetween(...autumn, night(6))).toBe(2 * HOUR_MS);
  });

  it("starts at one o'clock on a day that has no midnight", () => {
    const early = business(
      calendarOf("America/Sao_Paulo", {
        weeklyHours: allWeek.map(() => [{ fromMinute: 0, untilMinute: 120 }]),
      }),
    );
    // On 15 October 2017 the clock went from 23:59:59 to 01:00: of midnight to two one hour was left.
    expect(timeBetween(at("2017-10-15T02:00:00Z"), at("2017-10-16T00:00:00Z"), early)).toBe(HOUR_MS);
    expect(addTime(at("2017-10-14T12:00:00Z"), HOUR_MS, early)).toEqual(at("2017-10-15T04:00:00Z"));
  });

  it("counts a Saturday night twice that Sao Paulo lived twice", () => {
    const late = business(
      calendarOf("America/Sao_Paulo", {
        weeklyHours: allWeek.map(() => [{ fromMinute: 1380, untilMinute: 1440 }]),
      }),
    );
    // On 17 February 2018 at midnight it became 23:00 again.
    expect(timeBetween(at("2018-02-17T12:00:00Z"), at("2018-02-18T12:00:00Z"), late)).toBe(2 * HOUR_MS);
  });

  it("knows no change of the clock in Shanghai", () => {
    const always = business(calendarOf("Asia/Shanghai", { weeklyHours: allWeek }));
    expect(timeBetween(at("2026-03-28T16:00:00Z"), at("2026-03-29T16:00:00Z"), always)).toBe(DAY_MS);
    expect(timeBetween(at("2026-10-24T16:00:00Z"), at("2026-10-25T16:00:00Z"), always)).toBe(DAY_MS);
  });

  it("is refused for a calendar that is never open instead of being sought for ever", () => {
    const never = calendarOf("UTC", { weeklyHours: allWeek.map(() => []) });
    expect(refusalCodeOf(() => addTime(at("2026-11-22T06:00:00Z"), 1, business(never)))).toBe("VALIDATION");
    expect(timeBetween(at("2026-11-22T06:00:00Z"), at("2999-11-22T06:00:00Z"), business(never))).toBe(0);
  });
});

describe("a pause over a weekend on which the clock changes", () => {
  it.each([
    {
      where: "Berlin in spring",
      zone: berlin,
      friday: "2026-03-27T15:00Z",
      monday: "2026-03-30T06:30Z",
      ends: "2026-03-30T08:00Z",
    },
    {
      where: "Berlin in autumn",
      zone: berlin,
      friday: "2026-10-23T14:00Z",
      monday: "2026-10-26T07:30Z",
      ends: "2026-10-26T09:00Z",
    },
    {
      where: "Sao Paulo in spring",
      zone: saoPaulo,
      friday: "2017-10-13T19:00Z",
      monday: "2017-10-16T10:30Z",
      ends: "2017-10-16T12:00Z",
    },
    {
      where: "Shanghai",
      zone: shanghai,
      friday: "2026-10-23T08:00Z",
      monday: "2026-10-26T00:30Z",
      ends: "2026-10-26T02:00Z",
    },
  ])("leaves the same time in $where", ({ zone, friday, monday, ends }) => {
    // Four in the afternoon on Friday with two hours on the clock: paused at five for as long as it takes, on again on Monday.
    const counted = business(zone);
    const pausedAt = addTime(at(friday), HOUR_MS, counted);
    const left = timeBetween(pausedAt, addTime(at(friday), 2 * HOUR_MS, counted), counted);
    expect(left).toBe(HOUR_MS);
    expect(addTime(at(monday), left, counted)).toEqual(at(ends));
  });
});
