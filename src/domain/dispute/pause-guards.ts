import { Role } from "../access/viewer.js";
import { ErrorCode, refusal } from "../errors.js";
import { addHours } from "../time.js";
import type { Guard } from "./guards.js";
import { statuses } from "./statuses.js";
import { countedReopenings, ReopeningGround, reopeningGrounds } from "./reopening.js";

/** The acting mediator has the case or, where nobody has it, is a senior; row 33. */
export const inCharge: Guard = ({ mediatorId }, { viewer }) => {
  if (mediatorId === viewer.id) return null;
  if (mediatorId === null && viewer.role === Role.SENIOR_MEDIATOR) return null;
  return refusal(
    ErrorCode.FORBIDDEN,
    "Only the mediator who has the case can do this, or a senior mediator while nobody has it. Ask them.",
  );
};

/** The dispute can still be held; row 33. */
export const suspensionsLeft: Guard = ({ suspensions }, { rulebook }) =>
  suspensions.length < rulebook.limits.suspensions
    ? null
    : refusal(
        ErrorCode.ATTEMPT_LIMIT,
        `The dispute was suspended ${suspensions.length} times, which is the limit. Decide it on what there is.`,
      );

/** What the two agreed on, or what was ruled, is not negotiated again because a dispute is held; row 6. */
export const negotiableBefore: Guard = ({ status, suspendedFrom }) =>
  statuses[suspendedFrom ?? status].negotiable
    ? null
    : refusal(
        ErrorCode.STATE_CONFLICT,
        "The dispute was suspended while something is owed, which is no time for offers. Write a message.",
      );

/** No other mediator has the case; row 36. Seniors and the service desk act on all. */
export const notAnothers: Guard = ({ mediatorId }, { viewer }) =>
  viewer.role !== Role.MEDIATOR || mediatorId === null || mediatorId === viewer.id
    ? null
    : refusal(ErrorCode.FORBIDDEN, "Another mediator has the case. Ask them, or a senior mediator.");

/** The closed dispute can be taken up again, on some ground; row 34. */
export const reopenable: Guard = (dispute, { now, rulebook }) => {
  const { closedAt, outcome } = dispute;
  if (reopeningGrounds(dispute).length === 0) {
    return refusal(
      ErrorCode.STATE_CONFLICT,
      `What ended as ${String(outcome)} is not reopened. What was withdrawn can be filed again inside the window of its reason.`,
    );
  }
  const until = closedAt === null ? now : addHours(closedAt, rulebook.timers.reopening.hours);
  if (now > until) {
    return refusal(
      ErrorCode.WINDOW_CLOSED,
      `The dispute could be reopened until ${until.toISOString()}. What was decided stands.`,
      { details: { closedAt: until.toISOString() } },
    );
  }
  const again = reopeningGrounds(dispute).includes(ReopeningGround.INCOMPLETE_PERFORMANCE);
  return again || countedReopenings(dispute) < rulebook.limits.reopenings
    ? null
    : refusal(ErrorCode.ATTEMPT_LIMIT, "The dispute was reopened already, which is the limit.");
};
