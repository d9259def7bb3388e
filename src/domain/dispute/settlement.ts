import {
  PauseGround,
  sidesOf,
  suspensionAt,
  type ClockSetting,
  type ClockSuspension,
} from "../clock/clock-setting.js";
import type { Interval } from "../clock/interval.js";
import type { Command } from "./command.js";
import type { Dispute } from "./dispute.js";
import { awaitsInformation } from "./information-request.js";
import { statuses } from "./statuses.js";

/**
 * What brings the clock of a dispute in line with the periods of force majeure as they are now; null where it is.
 * What is owed since a period was declared has it counted in: those due times were set with the period left out.
 */
export function pauseSettlement(dispute: Dispute, clocks: ClockSetting, now: Date): Command | null {
  const { clock, waitingOn, deadlineAt } = dispute;
  if (deadlineAt === null || sidesOf(waitingOn).length === 0) return null;
  // The time to answer a question leaves out what was known when it was asked.
  if (awaitsInformation(clock)) return null;
  const held = suspensionAt(clocks, waitingOn, now);
  if (held === null) {
    return clock.pause?.ground === PauseGround.FORCE_MAJEURE ? { action: "RESUME_CLOCK" } : null;
  }
  if (isCountedIn(dispute, held)) return null;
  const { ground, clause, from, until } = held;
  return { action: "PAUSE_CLOCK", ground, clause, from, until };
}

function isCountedIn({ status, clock }: Dispute, { until, declaredAt }: ClockSuspension): boolean {
  if (clock.pause !== null) return clock.pause.endsAt.getTime() === until.getTime();
  const owed = statuses[status].clock === "OBLIGATIONS";
  return owed && clock.startedAt !== null && clock.startedAt > declaredAt;
}

/** What gives a dispute's clock the time of an outage back; null where none was lost, or it was given back. */
export function creditSettlement(dispute: Dispute, outage: Interval): Command | null {
  const { clock, waitingOn, deadlineAt } = dispute;
  if (deadlineAt === null || sidesOf(waitingOn).length === 0 || clock.startedAt === null) return null;
  const counted = [clock.startedAt, clock.resumedAt, clock.creditedUntil];
  if (counted.some((since) => since !== null && since >= outage.until)) return null;
  if (clock.pause !== null && clock.pause.pausedAt <= outage.from) return null;
  return { action: "CREDIT_CLOCK", ground: PauseGround.PLATFORM_OUTAGE, clause: null, ...outage };
}
