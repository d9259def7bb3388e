import { sidesOf } from "../clock/clock-setting.js";
import { HOUR_MS } from "../time.js";
import type { Dispute } from "./dispute.js";
import { ReminderMoment } from "./dispute-clock.js";

/** A moment at which the sides are reminded of the deadline. */
export interface Reminder {
  readonly of: ReminderMoment;
  readonly at: Date;
}

type Reminded = Pick<Dispute, "deadlineAt" | "waitingOn" | "clock">;

/**
 * The reminders that are still to come, the earliest first: at half the time, 24 and 2 hours before the deadline,
 * each once a clock. Only the sides are reminded, not the platform of its own clocks, and not while the clock
 * stands still. A moment that was over when the clock started, went on or was extended is left out.
 */
export function pendingReminders({ deadlineAt, waitingOn, clock }: Reminded): Reminder[] {
  if (deadlineAt === null || clock.startedAt === null || clock.pause !== null) return [];
  if (sidesOf(waitingOn).length === 0) return [];
  const before = (hours: number): Date => new Date(deadlineAt.getTime() - hours * HOUR_MS);
  const moments = [
    ...(clock.halfAt === null ? [] : [{ of: ReminderMoment.HALF, at: clock.halfAt }]),
    { of: ReminderMoment.DAY, at: before(24) },
    { of: ReminderMoment.HOURS, at: before(2) },
  ];
  const known = Math.max(
    ...[clock.startedAt, clock.resumedAt, clock.extendedAt].map((since) => since?.getTime() ?? 0),
  );
  return moments
    .filter(({ of, at }) => !clock.reminded.includes(of) && at.getTime() > known && at < deadlineAt)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** The next reminder, if one is to come. */
export function nextReminder(dispute: Reminded): Reminder | null {
  return pendingReminders(dispute)[0] ?? null;
}

/** The reminders whose moment has come. Several at once are one: the latest says it all. */
export function dueReminders(dispute: Reminded, now: Date): Reminder[] {
  return pendingReminders(dispute).filter(({ at }) => at <= now);
}
