import { Role } from "../../../src/domain/access/viewer.js";
import { allowedActions } from "../../../src/domain/dispute/advice.js";
import { isDue } from "../../../src/domain/dispute/deadlines.js";
import { addHours } from "../../../src/domain/time.js";
import { ClockStage } from "./clock-stage.js";
import { commandFor } from "./commands.js";
import { start } from "./support.js";

const extend = commandFor("EXTEND_DEADLINE", null);

describe("reminders", () => {
  it("go out at half the time, 24 and 2 hours before the deadline, and raise no version", () => {
    const stage = new ClockStage(start, { rule: { merchantResponseHours: 72 } }).open();
    stage.pass(71);
    expect(stage.reminders(start)).toEqual([
      ["HALF", 36],
      ["DAY", 48],
      ["HOURS", 70],
    ]);
    expect(stage.it).toMatchObject({ version: 1, updatedAt: start });
  });

  it("that coincide are one, and none goes out for a moment before the clock", () => {
    const two = new ClockStage(start, { rule: { merchantResponseHours: 48 } }).open();
    two.pass(47);
    expect(two.reminders(start)).toEqual([
      ["DAY", 24],
      ["HOURS", 46],
    ]);
    const short = new ClockStage(start, { rule: { merchantResponseHours: 2 } }).open();
    short.pass(1.5);
    expect(short.reminders(start)).toEqual([["HALF", 1]]);
  });

  it("do not go out while the clock is paused, and each once however often it is", () => {
    const stage = new ClockStage(start, { rule: { merchantResponseHours: 72 } }).open();
    stage.pass(40);
    stage.pause(100);
    stage.pass(100);
    stage.pass(31);
    expect(stage.reminders(start)).toEqual([
      ["HALF", 36],
      ["DAY", 148],
      ["HOURS", 170],
    ]);
  });

  it("move with an extension", () => {
    const stage = new ClockStage(start, {
      rule: { merchantResponseHours: 72, merchantResponseExtensionHours: 24 },
    }).open();
    stage.do(Role.MERCHANT_AGENT, extend);
    stage.pass(95);
    expect(stage.reminders(start)).toEqual([
      ["HALF", 36],
      ["DAY", 72],
      ["HOURS", 94],
    ]);
  });

  it("hold nobody up, and are not sent after the deadline", () => {
    const stage = new ClockStage(start, { rule: { merchantResponseHours: 72 } }).open();
    stage.now = addHours(start, 50);
    expect(isDue(stage.it, stage.now)).toBe(false);
    expect(allowedActions(stage.it, stage.context(Role.MERCHANT_AGENT)).length).toBeGreaterThan(0);
    expect(stage.system({ action: "REMIND" })).toBe("ACCEPTED");
    expect(stage.log.at(-1)?.event).toMatchObject({ of: "DAY" });
    expect(stage.system({ action: "REMIND" })).toBe("STATE_CONFLICT");
  });

  it("are not for the platform's own clocks", () => {
    const stage = new ClockStage(start).open();
    stage.do(Role.MERCHANT_AGENT, commandFor("REQUEST_INTERVENTION", null));
    stage.pass(100);
    expect(stage.reminders(start)).toEqual([]);
  });
});
