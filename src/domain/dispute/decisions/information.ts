import { PauseGround, countingWithoutSuspensions } from "../../clock/clock-setting.js";
import { addTime, ClockBasis } from "../../clock/counted-time.js";
import { Side } from "../../access/viewer.js";
import { HOUR_MS } from "../../time.js";
import { pausedClock, resumedClock } from "./clocks.js";
import type { Handler } from "./outcome.js";

/**
 * The merchant asks the shopper before it answers; row 3. Its clock stands still until the answer, or until the time for
 * one is over; periods that hold the shopper up are left out of that time.
 */
export const requestInformation: Handler<"REQUEST_INFORMATION"> = (dispute, { question }, context) => {
  const { now, rulebook, rule, clocks } = context;
  const counting = countingWithoutSuspensions(Side.SHOPPER, ClockBasis.ELAPSED, clocks);
  const until = addTime(now, rulebook.limits.informationHours * HOUR_MS, counting);
  const pause = { ground: PauseGround.INFORMATION_REQUESTED, clause: rule.clause, from: now, until };
  const { moved, clock } = pausedClock(dispute, pause, context);
  const request = { question, askedAt: now, answerUntil: until, answer: null, answeredAt: null };
  return { occurrence: { type: "INFORMATION_REQUESTED", request, moved }, clock };
};

/** The shopper answers, and the merchant's clock goes on with the very time that was left; row 3. */
export const provideInformation: Handler<"PROVIDE_INFORMATION"> = (dispute, { answer }, context) => {
  const { resumedAt, moved, clock } = resumedClock(dispute, context);
  return { occurrence: { type: "INFORMATION_PROVIDED", answer, resumedAt, moved }, clock };
};
