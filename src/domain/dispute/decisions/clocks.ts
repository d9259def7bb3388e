import { addTime, timeBetween } from "../../clock/counted-time.js";
import { earlier, HOUR_MS, later } from "../../time.js";
import { ReminderMoment } from "../dispute-clock.js";
import { suspensionAt, type ClockSuspension } from "../../clock/clock-setting.js";
import { WaitingOn, type Dispute } from "../dispute.js";
import { awaitsInformation } from "../information-request.js";
import type { MovedDue } from "../event.js";
import { dueReminders } from "../reminders.js";
import { carriedOver, countingOf, movedDues } from "../running-clock.js";
import { timerRuleOf } from "../statuses.js";
import type { CommandInputs } from "../command.js";
import type { DecisionContext } from "../decision.js";
import type { Handler, HandlerOutcome } from "./outcome.js";

/** The deadline of a clock that runs or stands; the guards let nothing pass where there is none. */
function deadlineOf({ deadlineAt }: Dispute): Date {
  if (deadlineAt === null) throw new Error("The guards let this pass only where a clock runs.");
  return deadlineAt;
}

function moveOrNull(at: Date | null, move: (at: Date) => Date): Date | null {
  return at === null ? null : move(at);
}

/** The clock with the time that its rule allows to be added once: from when to when its end moves, and the clause. */
export function extendedClock(
  dispute: Dispute,
  context: DecisionContext,
): { fromAt: Date; toAt: Date } & Pick<HandlerOutcome, "clock" | "clause"> {
  const timer = timerRuleOf(dispute, context);
  const addedMs = (timer?.extensionHours ?? 0) * HOUR_MS;
  const fromAt = deadlineOf(dispute);
  const toAt = addTime(fromAt, addedMs, countingOf(dispute, context));
  const { pause } = dispute.clock;
  const paused = pause === null ? null : { ...pause, remainingMs: pause.remainingMs + addedMs };
  return {
    ...{ fromAt, toAt },
    clock: { deadlineAt: toAt, clock: { ...dispute.clock, extendedAt: context.now, pause: paused } },
    ...(timer !== null && { clause: timer.clause }),
  };
}

/** Whoever must move takes the time that the rule allows once; row 0. */
export const extendDeadline: Handler<"EXTEND_DEADLINE"> = (dispute, { reason }, context) => {
  const { fromAt, toAt, ...moved } = extendedClock(dispute, context);
  return { occurrence: { type: "DEADLINE_EXTENDED", fromAt, toAt, reason }, ...moved };
};

/**
 * Stops the clock until an instant, from when the ground for it began or the clock did; row 0. Where it stands
 * already only the end of the pause changes. Offers and what is owed keep the time that they had left too.
 */
export const pauseClock: Handler<"PAUSE_CLOCK"> = (dispute, command, context) => {
  const { ground, until: pausedUntil, clause } = command;
  const { pausedAt, moved, ...stands } = pausedClock(dispute, command, context);
  return {
    occurrence: { type: "CLOCK_PAUSED", ground, pausedAt, pausedUntil, moved },
    ...stands,
    ...(clause !== null && { clause }),
  };
};

/** The clock as it stands until an instant: since when, where its end will be, and what moves with it. */
export function pausedClock(
  dispute: Dispute,
  { ground, clause, from, until }: CommandInputs["PAUSE_CLOCK"],
  context: DecisionContext,
): { pausedAt: Date; moved: readonly MovedDue[] } & Required<Pick<HandlerOutcome, "clock">> {
  const { clock } = dispute;
  const ran = clock.resumedAt ?? clock.startedAt ?? context.now;
  const pausedAt = clock.pause?.pausedAt ?? earlier(later(from, ran), context.now);
  const counting = countingOf(dispute, context);
  const deadlineAt = deadlineOf(dispute);
  const remainingMs = clock.pause?.remainingMs ?? timeBetween(pausedAt, deadlineAt, counting);
  const move = carriedOver(clock.pause?.endsAt ?? pausedAt, until, counting);
  const pause = { ground, clause, pausedAt, endsAt: until, remainingMs };
  return {
    ...{ pausedAt, moved: movedDues(dispute, move) },
    clock: {
      deadlineAt: addTime(until, remainingMs, counting),
      clock: { ...clock, halfAt: moveOrNull(clock.halfAt, move), pause },
    },
  };
}

/** The clock goes on with the very time that was left: when the pause ends, or before; row 0. */
export const resumeClock: Handler<"RESUME_CLOCK"> = (dispute, _command, context) => {
  const { resumedAt, moved, clause, ...goes } = resumedClock(dispute, context);
  return {
    occurrence: { type: "CLOCK_RESUMED", resumedAt, moved },
    ...goes,
    ...(clause !== null && { clause }),
  };
};

/** What holds the merchant up when the shopper's time to answer is over: meanwhile nobody looked after its clock. */
function heldUpAfter({ clock }: Dispute, at: Date, { clocks }: DecisionContext): ClockSuspension | null {
  return awaitsInformation(clock) ? suspensionAt(clocks, WaitingOn.MERCHANT, at) : null;
}

/** The clock after its pause, which ends as planned or now: from when it runs, to when, and what moves with it. */
export function resumedClock(
  dispute: Dispute,
  context: DecisionContext,
): { resumedAt: Date; moved: readonly MovedDue[]; clause: string | null } & Required<
  Pick<HandlerOutcome, "clock">
> {
  const { clock } = dispute;
  if (clock.pause === null) throw new Error("The guards let this pass only where the clock is paused.");
  const { endsAt, remainingMs, clause } = clock.pause;
  const resumedAt = earlier(context.now, endsAt);
  const counting = countingOf(dispute, context);
  const held = heldUpAfter(dispute, resumedAt, context);
  const runsAt = held?.until ?? resumedAt;
  const move = carriedOver(endsAt, runsAt, counting);
  const pause = held && {
    ...{ ground: held.ground, clause: held.clause, pausedAt: resumedAt, endsAt: runsAt, remainingMs },
  };
  return {
    ...{ resumedAt, clause, moved: movedDues(dispute, move) },
    clock: {
      deadlineAt: addTime(runsAt, remainingMs, counting),
      clock: { ...clock, halfAt: moveOrNull(clock.halfAt, move), resumedAt, pause },
    },
  };
}

/**
 * Gives back the time that a clock ran while the platform could not be used; row 0. What was given back before, or
 * passed in a pause, is not given back again.
 */
export const creditClock: Handler<"CREDIT_CLOCK"> = (dispute, { ground, clause, from, until }, context) => {
  const { clock } = dispute;
  const ran = [clock.startedAt ?? context.now, clock.resumedAt ?? from, clock.creditedUntil ?? from];
  const lostFromAt = ran.reduce(later, from);
  const stood = clock.pause?.pausedAt ?? context.now;
  const lostUntil = later(lostFromAt, [stood, context.now].reduce(earlier, until));
  const counting = countingOf(dispute, context);
  const creditedMs = timeBetween(lostFromAt, lostUntil, counting);
  const move = (at: Date): Date => (at <= lostFromAt ? at : addTime(at, creditedMs, counting));
  const pause =
    clock.pause === null ? null : { ...clock.pause, remainingMs: clock.pause.remainingMs + creditedMs };
  return {
    occurrence: {
      type: "CLOCK_CREDITED",
      ground,
      lostFromAt,
      lostUntil,
      creditedMs,
      moved: movedDues(dispute, move),
    },
    clock: {
      deadlineAt: move(deadlineOf(dispute)),
      clock: { ...clock, halfAt: moveOrNull(clock.halfAt, move), creditedUntil: until, pause },
    },
    ...(clause !== null && { clause }),
  };
};

const order = Object.values(ReminderMoment);

/** Reminds the sides that a deadline draws near; row 0. Of moments that came together the last one is told. */
export const remind: Handler<"REMIND"> = (dispute, _command, context) => {
  const due = dueReminders(dispute, context.now).map(({ of }) => of);
  const of = order.findLast((moment) => due.includes(moment));
  if (of === undefined) throw new Error("The guard lets REMIND pass only where a reminder is due.");
  const deadlineAt = deadlineOf(dispute);
  const timer = timerRuleOf(dispute, context);
  return {
    occurrence: { type: "DEADLINE_REMINDER", of, deadlineAt },
    clock: { deadlineAt, clock: { ...dispute.clock, reminded: [...dispute.clock.reminded, ...due] } },
    ...(timer !== null && { clause: timer.clause }),
  };
};
