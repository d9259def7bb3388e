import { checkCalendar } from "../../../src/domain/clock/check-calendar.js";
import { refusalCodeOf } from "../refusal-code.js";
import { allWeek, calendarOf } from "./calendars.js";

/** Dates in a row, as local dates. */
function row(first: string, days: number): Set<string> {
  const start = Date.parse(`${first}T00:00:00Z`);
  const dates = Array.from({ length: days }, (_, day) => new Date(start + day * 86_400_000));
  return new Set(dates.map((date) => date.toISOString().slice(0, 10)));
}

describe("a calendar is refused", () => {
  const { holidays, weeklyHours } = calendarOf("Europe/Berlin").calendar;
  it.each([
    ["without hours", { holidays, weeklyHours: allWeek.map(() => []) }],
    ["with six days", { holidays, weeklyHours: weeklyHours.slice(1) }],
    ["with hours that overlap", { holidays, weeklyHours: allWeek.map((day) => [...day, ...day]) }],
    [
      "with hours of no length",
      { holidays, weeklyHours: allWeek.map(() => [{ fromMinute: 9, untilMinute: 9 }]) },
    ],
    [
      "with the 25th hour",
      { holidays, weeklyHours: allWeek.map(() => [{ fromMinute: 0, untilMinute: 1441 }]) },
    ],
    [
      "with a minute a week, by which no clock would end in anybody's life",
      { holidays, weeklyHours: [[{ fromMinute: 0, untilMinute: 1 }], ...allWeek.slice(1).map(() => [])] },
    ],
    ["with years of holidays", { holidays: row("2027-01-01", 5_000), weeklyHours }],
    [
      "with five weeks of holidays, weekends left out",
      {
        holidays: new Set([...row("2027-01-04", 35)].filter((date) => new Date(date).getUTCDay() % 6 !== 0)),
        weeklyHours: weeklyHours.map((day, weekday) => (weekday < 5 ? day : [])),
      },
    ],
    ["with 30 February", { holidays: new Set(["2026-02-30"]), weeklyHours }],
  ])("%s", (_name, calendar) => {
    expect(
      refusalCodeOf(() => {
        checkCalendar(calendar);
      }),
    ).toBe("VALIDATION");
  });

  it("and taken with a month of holidays, and another after an open day", () => {
    const both = new Set([...row("2027-01-01", 31), ...row("2027-02-02", 31)]);
    expect(() => {
      checkCalendar({
        holidays: both,
        weeklyHours: allWeek.map(() => [{ fromMinute: 540, untilMinute: 1_080 }]),
      });
    }).not.toThrow();
  });

  it("and taken when it is sound", () => {
    expect(() => {
      checkCalendar({ holidays: new Set(["2028-02-29"]), weeklyHours });
    }).not.toThrow();
  });
});
