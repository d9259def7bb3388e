import { checkCalendar } from "../../../src/domain/clock/check-calendar.js";
import { refusalCodeOf } from "../refusal-code.js";
import { allWeek, calendarOf } from "./calendars.js";

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
    ["with 30 February", { holidays: new Set(["2026-02-30"]), weeklyHours }],
  ])("%s", (_name, calendar) => {
    expect(
      refusalCodeOf(() => {
        checkCalendar(calendar);
      }),
    ).toBe("VALIDATION");
  });

  it("and taken when it is sound", () => {
    expect(() => {
      checkCalendar({ holidays: new Set(["2028-02-29"]), weeklyHours });
    }).not.toThrow();
  });
});
