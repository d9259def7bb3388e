import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import type { CommandAction } from "../../../src/domain/dispute/command.js";
import { addHours } from "../../../src/domain/time.js";
import { ClockStage } from "./clock-stage.js";
import { commandFor } from "./commands.js";

/** Over the change of the clock in Berlin in spring, which is the platform's zone; the merchant's is Sao Paulo. */
const start = new Date("2026-03-27T06:00:00.000Z");

const actions: CommandAction[] = [
  ...(["REFUSE_CLAIM", "MAKE_OFFER", "DECLINE_OFFER", "AMEND_CLAIM", "REQUEST_INTERVENTION"] as const),
  ...([
    "CLAIM_NEXT_CASE",
    "REQUEST_EVIDENCE",
    "COMPLETE_EVIDENCE",
    "CLOSE_SUBMISSIONS",
    "EXTEND_DEADLINE",
  ] as const),
];
const step = fc.record({
  role: fc.constantFrom(Role.SHOPPER, Role.MERCHANT_AGENT, Role.SENIOR_MEDIATOR),
  action: fc.constantFrom(...actions),
  hours: fc.integer({ min: 0, max: 30 }),
  does: fc.constantFrom("ACT", "ACT", "ACT", "PAUSE", "RESUME", "CREDIT"),
  since: fc.integer({ min: -20, max: 0 }),
});

/** Events that moved a deadline back though the dispute stayed in its status, on its level. */
function backwards({ log }: ClockStage): string[] {
  return log.slice(1).flatMap(({ event: { type, after } }, index) => {
    const { status, level, deadlineAt, clock } = log[index]!.event.after;
    if (status !== after.status || level !== after.level) return [];
    if (deadlineAt === null || after.deadlineAt === null || after.deadlineAt >= deadlineAt) return [];
    return [clock?.pause == null ? type : `${type} of a pause`];
  });
}

describe("a deadline", () => {
  it.each(["ELAPSED", "BUSINESS"] as const)(
    "in %s hours goes back only by the events that shorten or end its pause, and stands still while nothing happens",
    (basis) => {
      const seen = new Set<string>();
      fc.assert(
        fc.property(fc.array(step, { minLength: 3, maxLength: 25 }), (steps) => {
          const rule = { merchantResponseBasis: basis, merchantResponseExtensionHours: 5 } as const;
          const stage = new ClockStage(start, { rule }).open();
          for (const { role, action, hours, does, since } of steps) {
            const before = { deadline: stage.it.deadlineAt, events: stage.log.length };
            stage.pass(hours);
            if (stage.log.length === before.events) expect(stage.it.deadlineAt).toEqual(before.deadline);
            const from = addHours(stage.now, since);
            if (does === "PAUSE") stage.pause(hours + 1, from);
            else if (does === "RESUME") stage.system({ action: "RESUME_CLOCK" });
            else if (does === "CREDIT") {
              const lost = { ground: "PLATFORM_OUTAGE", clause: null, from, until: stage.now } as const;
              stage.system({ action: "CREDIT_CLOCK", ...lost });
            } else stage.do(role, commandFor(action, stage.it));
          }
          for (const type of backwards(stage)) seen.add(type);
        }),
        { numRuns: 400, seed: 20_261_125 },
      );
      expect([...seen].sort()).toEqual(["CLOCK_PAUSED of a pause", "CLOCK_RESUMED of a pause"]);
    },
  );
});
