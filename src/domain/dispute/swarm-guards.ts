import { Role } from "../access/viewer.js";
import { ErrorCode, refusal } from "../errors.js";
import type { Guard } from "./guards.js";
import { intervention } from "./table-parts.js";

/** The viewer has the case, or is a senior mediator, who leads swarms over the cases of several. */
export const mayLeadSwarm: Guard = ({ mediatorId }, { viewer }) =>
  mediatorId === viewer.id || viewer.role === Role.SENIOR_MEDIATOR
    ? null
    : refusal(
        ErrorCode.FORBIDDEN,
        "Only the mediator who has the case, or a senior mediator, decides it together with others. Ask one of them.",
      );

/** The dispute is in no swarm yet: it is in one at a time, and what a side opted out of is not made up for by another. */
export const inNoSwarm: Guard = ({ swarm }) =>
  swarm === null
    ? null
    : refusal(
        ErrorCode.STATE_CONFLICT,
        "The dispute belongs to a case swarm already. Take it out there first; where a side has opted out, it stays by itself.",
      );

/** The dispute stands in a swarm, and neither side has opted out. */
export const inSwarm: Guard = ({ swarm }) => {
  if (swarm === null) return refusal(ErrorCode.STATE_CONFLICT, "The dispute belongs to no case swarm.");
  if (swarm.optOut === null) return null;
  return refusal(
    ErrorCode.STATE_CONFLICT,
    `The ${swarm.optOut.side} has opted out of the case swarm: the dispute is decided by itself.`,
    { details: { optedOutAt: swarm.optOut.optedOutAt.toISOString() } },
  );
};

/** Nothing shared was found for the dispute yet. */
export const noSharedFinding: Guard = ({ swarm }) =>
  swarm?.finding == null
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "The shared finding counts in this dispute already.");

/** A side may still have its dispute decided by itself; what a dispute is held for makes no difference. */
export const mayOptOut: Guard = ({ swarm, status, suspendedFrom }, { now }) => {
  const until = swarm?.finding?.optOutUntil ?? null;
  if (!intervention.includes(suspendedFrom ?? status)) {
    return refusal(ErrorCode.STATE_CONFLICT, "The dispute is decided. Appeal against the ruling instead.");
  }
  if (until === null || now < until) return null;
  return refusal(
    ErrorCode.WINDOW_CLOSED,
    `Either side could opt out until ${until.toISOString()}. Say in a message what is different in your dispute, or appeal later.`,
    { details: { closedAt: until.toISOString() } },
  );
};
