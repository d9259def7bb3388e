import { handledBefore } from "../../access/handled-before.js";
import { sideOf } from "../../access/viewer.js";
import { ErrorCode, refuse, RefusedError } from "../../errors.js";
import { nextLevel } from "../../rulebook/authority.js";
import { addHours } from "../../time.js";
import { ChallengeOutcome, openChallengeOf, type Challenge, type EarlierStep } from "../desk.js";
import { mayChallengeFreely, releaseCauseOf } from "../desk-guards.js";
import { DisputeStatus, WaitingOn, type Dispute } from "../dispute.js";
import { timerRuleOf } from "../statuses.js";
import { sideActing } from "./handed-in.js";
import { requireNoConflict } from "./inadmissibility.js";
import { whyNot } from "./intervention.js";
import type { Handler, HandlerContext, HandlerOutcome } from "./outcome.js";

/**
 * A side wants another mediator; row 14. Without reasons, in time and once: the case goes back to the queue at once. With
 * reasons a senior decides, and the clock of the case runs on meanwhile.
 */
export const challengeMediator: Handler<"CHALLENGE_MEDIATOR"> = (dispute, { ground, statement }, context) => {
  const { now, newId, rulebook } = context;
  if (dispute.mediatorId === null) throw new Error("Somebody has the case wherever it is under review.");
  if (ground === null) requireFree(dispute, context);
  else requireNew(dispute, context);
  if (ground !== null && statement === null)
    refuse(ErrorCode.REASONS_REQUIRED, "Say in statement what happened.", { field: ["statement"] });
  const free = ground === null;
  const challenge: Challenge = {
    id: newId(),
    side: sideActing(context),
    mediatorId: dispute.mediatorId,
    ground,
    statement,
    madeAt: now,
    decideUntil: free ? null : addHours(now, rulebook.desk.challengeDecisionHours),
    outcome: free ? ChallengeOutcome.UPHELD : null,
    decidedAt: free ? now : null,
    reason: null,
  };
  return {
    occurrence: { type: "MEDIATOR_CHALLENGED", challenge },
    to: free ? DisputeStatus.QUEUED : dispute.status,
  };
};

function requireFree(dispute: Dispute, context: HandlerContext): void {
  if (mayChallengeFreely(dispute, context)) return;
  const { challengeUntil } = dispute.desk;
  refuse(
    ErrorCode.REASONS_REQUIRED,
    "Without reasons each side challenges once, and only soon after a mediator was assigned. Name a ground and say why.",
    { field: ["ground"], details: { challengeUntil: challengeUntil?.toISOString() ?? null } },
  );
}

function requireNew({ desk, mediatorId }: Dispute, { viewer }: HandlerContext): void {
  const side = sideOf(viewer.role);
  if (!desk.challenges.some((each) => each.side === side && each.mediatorId === mediatorId)) return;
  refuse(ErrorCode.ATTEMPT_LIMIT, "Your side has challenged this mediator already, which is possible once.");
}

/**
 * A senior who has nothing to do with the sides and had no part in the case decides on a challenge; upheld, the case goes back
 * to the queue; row 14.
 */
export const decideChallenge: Handler<"DECIDE_CHALLENGE"> = (dispute, { upheld, reason }, context) => {
  requireNoConflict(dispute, context);
  if (handledBefore(context.ownActs ?? []))
    refuse(
      ErrorCode.CONFLICT_OF_INTEREST,
      "Who had a part in the case does not decide on a challenge in it. Leave it to another senior mediator.",
    );
  return {
    occurrence: {
      type: "CHALLENGE_DECIDED",
      challengeId: openChallengeOf(dispute)?.id ?? "",
      outcome: upheld ? ChallengeOutcome.UPHELD : ChallengeOutcome.REJECTED,
      reason,
    },
    to: upheld ? DisputeStatus.QUEUED : dispute.status,
  };
};

/** Nobody decided a challenge in time: the platform's lateness escalates and decides nothing. */
export const escalateChallenge: Handler<"ESCALATE_CHALLENGE"> = (dispute, _command, context) => {
  const { rulebook, now } = context;
  return {
    occurrence: {
      type: "CHALLENGE_OVERDUE",
      challengeId: openChallengeOf(dispute)?.id ?? "",
      decideUntil: addHours(now, rulebook.desk.challengeDecisionHours),
    },
    level: nextLevel(rulebook, dispute.level),
    clause: rulebook.timers.assignment.clause,
  };
};

/** The mediator steps down for good; row 14. */
export const recuse: Handler<"RECUSE"> = (_dispute, { reason }) => ({
  occurrence: { type: "MEDIATOR_RECUSED", reason },
});

/** Hands the case on to the mediator in the context; its status and clock stay as they are. */
export const transferCase: Handler<"TRANSFER_CASE"> = (
  dispute,
  { reason, handoverId, capsuleHash },
  context,
) => {
  const { mediator, now, rulebook } = context;
  const field = { field: ["mediatorId"] };
  if (mediator === null) refuse(ErrorCode.NOT_FOUND, "There is no such mediator.", field);
  if (mediator.id === dispute.mediatorId)
    refuse(ErrorCode.STATE_CONFLICT, "This mediator has the case already.", field);
  const refused = whyNot("TRANSFER_CASE", dispute, { ...context, mediator });
  if (refused !== null) throw new RefusedError([refused]);
  return {
    occurrence: {
      type: "CASE_TRANSFERRED",
      fromMediatorId: dispute.mediatorId,
      mediatorId: mediator.id,
      challengeUntil: addHours(now, rulebook.desk.challengeHours),
      reason,
      handoverId,
      capsuleHash,
    },
  };
};

/** The successor lets earlier steps stand. A round that was under way goes on, with its whole time again. */
export const confirmSteps: Handler<"CONFIRM_STEPS"> = (dispute, { steps, reason }) => {
  const { stepsToConfirm, interrupted } = dispute.desk;
  const chosen = steps === null ? stepsToConfirm : stepsToConfirm.filter((step) => steps.includes(step));
  const unknown = steps?.find((step) => !(stepsToConfirm as readonly string[]).includes(step));
  if (unknown !== undefined || chosen.length === 0) {
    refuse(ErrorCode.VALIDATION, `To confirm are ${stepsToConfirm.join(", ")}.`, {
      field: ["steps"],
      details: { steps: stepsToConfirm },
    });
  }
  const last: EarlierStep = `EVIDENCE_ROUND_${dispute.evidence.rounds.length}`;
  const goesOn = interrupted !== null && chosen.includes(last);
  return {
    occurrence: { type: "STEPS_CONFIRMED", steps: chosen, reason },
    to: goesOn ? interrupted : dispute.status,
  };
};

/**
 * A higher level is asked for; row 35. Where the platform is to act, that level's own clock starts; where the sides are,
 * theirs goes on. Who has the case keeps it until it is handed on, but no longer rules on it below that level.
 */
export const escalateDispute: Handler<"ESCALATE_DISPUTE"> = (dispute, { reason }, { rulebook, viewer }) => ({
  occurrence: {
    type: "DISPUTE_ESCALATED",
    side: sideOf(viewer.role),
    fromLevel: dispute.level,
    requiredLevel: nextLevel(rulebook, dispute.level),
    reason,
  },
  level: nextLevel(rulebook, dispute.level),
  restartClock: dispute.waitingOn === WaitingOn.PLATFORM,
});

/** The mediator is away for too long: the case goes back to the queue, one level up. Never lost, never decided. */
export const releaseCase: Handler<"RELEASE_CASE"> = (dispute, _command, context): HandlerOutcome => {
  const cause = releaseCauseOf(dispute, context);
  if (cause === null || dispute.mediatorId === null)
    throw new Error("The guard lets RELEASE_CASE pass only where a mediator is away.");
  const timer = timerRuleOf(dispute, context);
  return {
    occurrence: { type: "CASE_RELEASED", mediatorId: dispute.mediatorId, cause },
    ...(cause !== "BELOW_LEVEL" && { level: nextLevel(context.rulebook, dispute.level) }),
    ...(timer !== null && { clause: timer.clause }),
  };
};
