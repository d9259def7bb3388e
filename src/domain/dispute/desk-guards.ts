import { Role, sideOf } from "../access/viewer.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";
import { nextLevel } from "../rulebook/authority.js";
import { addHours } from "../time.js";
import { openChallengeOf, ReleaseCause } from "./desk.js";
import type { Dispute } from "./dispute.js";
import type { Guard, GuardContext } from "./guards.js";

/** What the platform knows of how present the mediator of a case is. */
export interface MediatorAttendance {
  /** The last thing that the mediator did in the case, or when it came to him or her. */
  readonly lastActAt: Date;
  /** When the latest shift ends or ended; null for who does not work in shifts. */
  readonly offShiftSince: Date | null;
  readonly level: 1 | 2 | 3;
}

/** Whether a side may challenge the present mediator without reasons at an instant. */
export function mayChallengeFreely(
  { desk }: Pick<Dispute, "desk">,
  { viewer, now }: Pick<GuardContext, "viewer" | "now">,
): boolean {
  const side = sideOf(viewer.role);
  const used = desk.challenges.some((challenge) => challenge.side === side && challenge.ground === null);
  return !used && desk.challengeUntil !== null && now < desk.challengeUntil;
}

/** No challenge of the mediator waits for its decision. */
export const noOpenChallenge: Guard = (dispute) => {
  const challenge = openChallengeOf(dispute);
  return challenge === null
    ? null
    : refusal(
        ErrorCode.STATE_CONFLICT,
        "The mediator was challenged. A senior mediator decides on that first, by decideChallenge.",
        { details: { decideUntil: challenge.decideUntil?.toISOString() ?? null } },
      );
};

/** The viewer's side can still challenge the mediator who has the case; row 14. */
export const mayChallenge: Guard = (dispute, context) => {
  if (mayChallengeFreely(dispute, context)) return null;
  const side = sideOf(context.viewer.role);
  const already = dispute.desk.challenges.some(
    (challenge) => challenge.side === side && challenge.mediatorId === dispute.mediatorId,
  );
  return already
    ? refusal(
        ErrorCode.ATTEMPT_LIMIT,
        "Your side has challenged this mediator already, which is possible once.",
      )
    : null;
};

/** A challenge waits for its decision. */
export const challengeAwaits: Guard = (dispute) =>
  openChallengeOf(dispute) === null
    ? refusal(ErrorCode.STATE_CONFLICT, "No challenge waits for a decision.")
    : null;

/** Nobody decided a challenge in time. */
export const challengeOverdue: Guard = (dispute, { now }) => {
  const decideUntil = openChallengeOf(dispute)?.decideUntil ?? null;
  return decideUntil !== null && decideUntil <= now
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "No challenge is overdue.");
};

/** The viewer has the case, or is a senior mediator. */
export const hasCaseOrSenior: Guard = ({ mediatorId }, { viewer }) =>
  mediatorId === viewer.id || viewer.role === Role.SENIOR_MEDIATOR
    ? null
    : refusal(
        ErrorCode.FORBIDDEN,
        "Only the mediator who has the case, or a senior mediator, can hand it on. Ask one of them.",
      );

/** There is a higher level, and the viewer's side has not asked for it from here yet; row 35. */
export const mayEscalate: Guard = ({ level, desk }, { rulebook, viewer }) => {
  if (nextLevel(rulebook, level) === level)
    return refusal(ErrorCode.STATE_CONFLICT, `The case is at level ${level}, which is the highest.`);
  const side = sideOf(viewer.role);
  const already = desk.escalations.some((each) => each.side === side && each.fromLevel === level);
  return side !== null && already
    ? refusal(ErrorCode.ATTEMPT_LIMIT, `Your side has asked for a level above ${level} already.`)
    : null;
};

/** What a predecessor did was confirmed or done anew; row 14. */
export const stepsConfirmed: Guard = ({ desk: { stepsToConfirm } }) =>
  stepsToConfirm.length === 0
    ? null
    : refusal(
        ErrorCode.STEPS_NOT_CONFIRMED,
        `The mediator before you left the case. Confirm what was done then by confirmSteps, or do it anew: ${stepsToConfirm.join(", ")}.`,
        { details: { steps: stepsToConfirm } },
      );

/** There is something of a predecessor to confirm. */
export const stepsLeft: Guard = ({ desk: { stepsToConfirm } }) =>
  stepsToConfirm.length > 0
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "There is nothing to confirm: all earlier steps stand.");

/** Whoever rules has the level that was asked for; nobody looked where the context has none. */
export const levelSuffices: Guard = ({ desk: { requiredLevel } }, { mediator, viewerLevel }) => {
  const level = mediator?.level ?? viewerLevel ?? null;
  return level === null || level >= requiredLevel ? null : belowLevel(requiredLevel, level);
};

/** The refusal of somebody below the level that a case has risen to by request. */
export function belowLevel(required: number, level: number): Refusal {
  return refusal(
    ErrorCode.AUTHORITY_EXCEEDED,
    `Level ${required} was asked for; the mediator has level ${level}. Hand the case on by transferCase.`,
  );
}

/**
 * Why the platform takes a case back from its mediator by itself: below the level asked for and nobody took over, off
 * shift or silent for longer than the rulebook allows.
 * @returns null where it does not, or nobody looked
 */
export function releaseCauseOf(
  { desk }: Pick<Dispute, "desk">,
  { attendance, rulebook, now }: Pick<GuardContext, "attendance" | "rulebook" | "now">,
): ReleaseCause | null {
  if (attendance === undefined) return null;
  const { silenceHours, offShiftHours, takeOverHours } = rulebook.desk;
  const since = (from: Date | null | undefined, hours: number): boolean =>
    from !== null && from !== undefined && addHours(from, hours) <= now;
  if (attendance.level < desk.requiredLevel && since(desk.escalations.at(-1)?.at, takeOverHours))
    return ReleaseCause.BELOW_LEVEL;
  if (since(attendance.offShiftSince, offShiftHours)) return ReleaseCause.OFF_SHIFT;
  return since(attendance.lastActAt, silenceHours) ? ReleaseCause.SILENT : null;
}

/** The mediator of the case is away for too long. */
export const mediatorAway: Guard = (dispute, context) =>
  releaseCauseOf(dispute, context) === null
    ? refusal(ErrorCode.STATE_CONFLICT, "The mediator of the case is not away for too long.")
    : null;
