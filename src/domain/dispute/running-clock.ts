import { calendarParty, countingFor, suspensionAt, type ClockSetting } from "../clock/clock-setting.js";
import { addTime, ClockBasis, timeBetween, type Counting } from "../clock/counted-time.js";
import { ObligationStatus } from "../obligation/obligation.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import { addHours, HOUR_MS } from "../time.js";
import { dueObligations } from "./deadlines.js";
import { noClock, type DisputeClock } from "./dispute-clock.js";
import { OfferStatus, WaitingOn, type Dispute } from "./dispute.js";
import type { MovedDue } from "./event.js";
import { statuses, timerRuleOf } from "./statuses.js";

/** Where a clock stands: when it runs out and what it has been through. */
export interface ClockStanding {
  readonly deadlineAt: Date | null;
  readonly clock: DisputeClock;
}

/** What a clock depends on beside the dispute. */
export interface RunningContext {
  readonly now: Date;
  readonly rule: ReasonRule;
  readonly rulebook: Pick<Rulebook, "timers">;
  readonly clocks?: ClockSetting | undefined;
}

type Standing = Pick<Dispute, "status" | "waitingOn" | "perishable" | "level" | "obligations">;

/** How the time of the clock of a status is counted. */
export function countingOf(
  dispute: Pick<Dispute, "status" | "waitingOn" | "perishable" | "level">,
  context: RunningContext,
): Counting {
  const basis = timerRuleOf(dispute, context)?.basis ?? ClockBasis.ELAPSED;
  // While the shopper is asked for information, the clock that stands still is the merchant's.
  const { waitsOn } = statuses[dispute.status];
  const mover = waitsOn === WaitingOn.MERCHANT ? waitsOn : dispute.waitingOn;
  return countingFor(calendarParty(mover), basis, context.clocks);
}

/**
 * The clock of a status that is entered now. It starts paused where whoever must move is held up: then its
 * whole time is left when that is over. Performance runs to the earliest due time, which was set with such
 * periods left out, or, when all that can be done is overdue, to the platform's next review.
 */
export function startClock(standing: Standing, context: RunningContext): ClockStanding {
  const { now } = context;
  if (statuses[standing.status].clock === null) return { deadlineAt: null, clock: noClock };
  const timer = timerRuleOf(standing, context);
  if (timer === null) return running(now, performanceDue(standing, context), countingOf(standing, context));
  const counting = countingOf(standing, context);
  const durationMs = timer.hours * HOUR_MS;
  const held = suspensionAt(context.clocks, standing.waitingOn, now);
  if (held === null) return running(now, addTime(now, durationMs, counting), counting);
  const { ground, clause, until: endsAt } = held;
  const { deadlineAt, clock } = running(endsAt, addTime(endsAt, durationMs, counting), counting);
  const pause = { ground, clause, pausedAt: now, endsAt, remainingMs: durationMs };
  return { deadlineAt, clock: { ...clock, startedAt: now, pause } };
}

function running(startedAt: Date, deadlineAt: Date, counting: Counting): ClockStanding {
  const half = Math.floor(timeBetween(startedAt, deadlineAt, counting) / 2);
  return { deadlineAt, clock: { ...noClock, startedAt, halfAt: addTime(startedAt, half, counting) } };
}

function performanceDue({ obligations }: Standing, { now, rulebook }: RunningContext): Date {
  const next = dueObligations(obligations).find(({ dueAt }) => dueAt > now);
  return next?.dueAt ?? addHours(now, rulebook.timers.performanceReview.hours);
}

/** The open offers and what is due, each moved with the clock; those that stay where they are are left out. */
export function movedDues({ offers, obligations }: Dispute, move: (at: Date) => Date): MovedDue[] {
  const dues = [
    ...offers
      .filter(({ status }) => status === OfferStatus.OPEN)
      .map(({ id, expiresAt }) => ({ id, dueAt: expiresAt })),
    ...obligations
      .filter(({ status }) => status === ObligationStatus.DUE)
      .map(({ id, dueAt }) => ({ id, dueAt })),
  ];
  return dues.flatMap(({ id, dueAt }) => {
    const moved = move(dueAt);
    return moved.getTime() === dueAt.getTime() ? [] : [{ id, dueAt: moved }];
  });
}

/**
 * Moves instants that lie ahead of one instant so that as much time that counts lies between them and another
 * one; those that are over stay.
 */
export function carriedOver(from: Date, to: Date, counting: Counting): (at: Date) => Date {
  return (at) => (at <= from ? at : addTime(to, timeBetween(from, at, counting), counting));
}
