import { separatedBy } from "../access/separation.js";
import { otherSide, sideOf, type Side } from "../access/viewer.js";
import { ErrorCode, refusal, type Refusal } from "../errors.js";
import { AppealStatus, appealBy, isHeard, pendingAppeals } from "../ruling/appeal.js";
import type { Dispute } from "./dispute.js";
import { appealableOf, declarationOf } from "./inadmissibility.js";
import type { Guard, GuardContext } from "./guards.js";

/** The appeal of a side against what was decided last, whatever became of it. */
function ownAppeal(dispute: Dispute, side: Side) {
  const against = appealableOf(dispute);
  return against === null ? null : appealBy(dispute, side, against);
}

/**
 * Until when a side can appeal: the end of the clock that runs after a ruling, which a suspension moves, or what that was
 * when the first appeal was filed; null where nothing was decided.
 */
export function appealableUntil(dispute: Dispute): Date | null {
  const served = appealableOf(dispute)?.appealableUntil ?? null;
  const [first] = pendingAppeals(dispute);
  if (first !== undefined) return first.joinUntil ?? served;
  return declarationOf(dispute) === null ? (dispute.deadlineAt ?? served) : served;
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
    : refusal(ErrorCode.ATTEMPT_LIMIT, "Your side has appealed against this, which is possible once.");
};

/** The time to appeal is not over, although somebody else's appeal runs; row 26. */
export const appealInTime: Guard = (dispute, { now }) => {
  const until = appealableUntil(dispute);
  return until !== null && now < until
    ? null
    : refusal(
        ErrorCode.WINDOW_CLOSED,
        "The time to appeal is over. Answer the other side's appeal, or settle with it.",
        { details: { appealableUntil: until?.toISOString() ?? null } },
      );
};

/** The dispute was declared inadmissible, and there is time to appeal against that; rows 15 and 26. */
export const declarationAppealable: Guard = (dispute, { now }) => {
  const declared = declarationOf(dispute);
  if (declared === null) {
    return refusal(
      ErrorCode.STATE_CONFLICT,
      `What ended as ${String(dispute.outcome)} is not appealed any more. reopenDispute takes it up again where there are grounds.`,
    );
  }
  const until = declared.appealableUntil.toISOString();
  return now < declared.appealableUntil
    ? null
    : refusal(ErrorCode.WINDOW_CLOSED, `The time to appeal ended at ${until}. The declaration stands.`, {
        details: { appealableUntil: until },
      });
};

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
  const until = appealableUntil(dispute) ?? now;
  if (bound || until <= now) return null;
  return refusal(
    ErrorCode.STATE_CONFLICT,
    `The other side can still appeal, until ${until.toISOString()}. Withdraw after that, or when it has appealed or waived.`,
    { details: { appealableUntil: until.toISOString() } },
  );
};

/** Whoever ruled, or declared the dispute inadmissible, never decides the appeal; section 2 of model.md. */
export const notAuthor: Guard = (dispute, { viewer }) => separatedBy("DECIDE_APPEAL", dispute, viewer.id);

/** Whoever may decide the appeal writes in it, as whoever has the case does. */
export const hasCaseOrMayDecideAppeal: Guard = (dispute, context) =>
  dispute.mediatorId === context.viewer.id ? null : notAuthor(dispute, context);

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
