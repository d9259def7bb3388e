import { otherSide, sideOf, type Side } from "../access/viewer.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";
import { AppealStatus, appealBy, isHeard, pendingAppeals } from "../ruling/appeal.js";
import type { Dispute } from "./dispute.js";
import type { Guard, GuardContext } from "./guards.js";

/** The appeal of a side against the ruling in force, whatever became of it. */
function ownAppeal(dispute: Dispute, side: Side) {
  return dispute.ruling === null ? null : appealBy(dispute, side, dispute.ruling.id);
}

/** The viewer's side can still appeal: it neither waived that nor has done it; rows 26 and 27. */
export const appealLeft = (dispute: Dispute, { viewer }: Pick<GuardContext, "viewer">): Refusal | null => {
  const side = sideOf(viewer.role);
  if (side !== null && dispute.appealWaivedBy.includes(side)) {
    return refusal(
      ErrorCode.STATE_CONFLICT,
      "Your side has waived its appeal, which is final. You can still settle with the other side.",
    );
  }
  return side === null || ownAppeal(dispute, side) === null
    ? null
    : refusal(ErrorCode.ATTEMPT_LIMIT, "Your side has appealed against this ruling, which is possible once.");
};

/** The time to appeal is not over, although somebody else's appeal runs; row 26. */
export const appealInTime: Guard = ({ ruling }, { now }) =>
  ruling !== null && now < ruling.appealableUntil
    ? null
    : refusal(
        ErrorCode.WINDOW_CLOSED,
        "The time to appeal is over. Answer the other side's appeal, or settle with it.",
        { details: { appealableUntil: ruling?.appealableUntil.toISOString() ?? null } },
      );

/** The other side's appeal waits for an answer of the viewer's side, and there is time for one. */
export const answerAwaited: Guard = (dispute, { viewer, now }) => {
  const side = sideOf(viewer.role);
  const theirs = pendingAppeals(dispute).find((appeal) => appeal.side !== side);
  if (theirs === undefined)
    return refusal(ErrorCode.STATE_CONFLICT, "No appeal of the other side waits for an answer.");
  if (theirs.answeredAt !== null)
    return refusal(ErrorCode.ATTEMPT_LIMIT, "Your side has answered the appeal, which is possible once.");
  if (now < theirs.answerUntil) return null;
  const answerUntil = theirs.answerUntil.toISOString();
  return refusal(
    ErrorCode.WINDOW_CLOSED,
    `The time to answer the appeal ended at ${answerUntil}. Write a message, or settle with the other side.`,
    { details: { answerUntil } },
  );
};

/**
 * The viewer's side can take its appeal back. As long as the other side relies on that appeal and can still join it with
 * its own, it cannot: the ruling would become final before the other's time is over.
 */
export const appealWithdrawable: Guard = (dispute, { viewer, now }) => {
  const side = sideOf(viewer.role);
  if (side === null || ownAppeal(dispute, side)?.status !== AppealStatus.UNDER_REVIEW)
    return refusal(ErrorCode.STATE_CONFLICT, "Your side has no appeal that it could take back.");
  const theirs = otherSide(side);
  const bound = dispute.appealWaivedBy.includes(theirs) || ownAppeal(dispute, theirs) !== null;
  const appealableUntil = dispute.ruling?.appealableUntil ?? now;
  if (bound || appealableUntil <= now) return null;
  return refusal(
    ErrorCode.STATE_CONFLICT,
    `The other side can still appeal, until ${appealableUntil.toISOString()}. Withdraw after that, or when it has appealed or waived.`,
    { details: { appealableUntil: appealableUntil.toISOString() } },
  );
};

/** Whoever ruled never decides the appeal; section 2 of model.md. */
export const notAuthor: Guard = ({ ruling, mediatorId }, { viewer }) =>
  ruling?.mediatorId === viewer.id || mediatorId === viewer.id
    ? refusal(
        ErrorCode.CONFLICT_OF_INTEREST,
        "Who ruled on the case or had it in hand does not decide its appeal. Leave it to somebody else.",
      )
    : null;

/** Both sides were heard: each appeal is answered, or the time for that is over. */
export const bothHeard: Guard = (dispute, { now }) => {
  const open = pendingAppeals(dispute).find((appeal) => !isHeard(appeal, now));
  if (open === undefined) return null;
  const answerUntil = open.answerUntil.toISOString();
  return refusal(
    ErrorCode.STATE_CONFLICT,
    `The ${otherSide(open.side)} has until ${answerUntil} to answer the appeal. Decide when it has, or after that.`,
    { details: { answerUntil } },
  );
};
