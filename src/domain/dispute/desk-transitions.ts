import { Role } from "../access/viewer.js";
import { DisputeAction as Action } from "./action.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as desk from "./desk-guards.js";
import * as guards from "./guards.js";
import { noReviewAwaits } from "./human-review-guards.js";
import { notAnothers } from "./pause-guards.js";
import { intervention, mediators, parties, senior, system, underReview } from "./table-parts.js";
import { row, SAME, type Transition } from "./transition.js";

const onTime = { guards: [guards.deadlinePassed] };

/** The rows about who has the case, up to which level it has risen and what the desk turns away or joins: 12 to 15, 35 and 36 of model.md. */
export const deskTransitions: readonly Transition[] = [
  row(12, Action.ASSIGN_MEDIATOR, { from: [Status.QUEUED], by: senior, to: [Status.IN_REVIEW] }),
  row(
    12,
    Action.CLAIM_NEXT_CASE,
    { from: [Status.QUEUED], by: mediators, to: [Status.IN_REVIEW] },
    { guards: [guards.separate(Action.CLAIM_NEXT_CASE)] },
  ),
  row(13, Action.RAISE_LEVEL, { from: [Status.QUEUED], by: system, to: [SAME] }, onTime),
  row(
    14,
    Action.CHALLENGE_MEDIATOR,
    { from: underReview, by: parties, to: [SAME, Status.QUEUED] },
    { guards: [desk.noOpenChallenge, desk.mayChallenge] },
  ),
  row(
    14,
    Action.DECIDE_CHALLENGE,
    { from: underReview, by: senior, to: [SAME, Status.QUEUED] },
    { guards: [desk.challengeAwaits, guards.separate(Action.DECIDE_CHALLENGE)] },
  ),
  row(
    14,
    Action.ESCALATE_CHALLENGE,
    { from: underReview, by: system, to: [SAME] },
    { guards: [desk.challengeOverdue] },
  ),
  row(
    14,
    Action.RECUSE,
    { from: underReview, by: mediators, to: [Status.QUEUED] },
    { guards: [guards.assignedToViewer] },
  ),
  row(
    14,
    Action.CONFIRM_STEPS,
    {
      from: [Status.IN_REVIEW, Status.DECIDING],
      by: mediators,
      to: [SAME, Status.EVIDENCE, Status.REBUTTAL],
    },
    { guards: [guards.assignedToViewer, desk.stepsLeft] },
  ),
  row(
    0,
    Action.TRANSFER_CASE,
    { from: underReview, by: mediators, to: [SAME] },
    { guards: [desk.hasCaseOrSenior, desk.noOpenChallenge] },
  ),
  row(
    0,
    Action.RELEASE_CASE,
    { from: [Status.IN_REVIEW, Status.DECIDING], by: system, to: [Status.QUEUED] },
    { guards: [desk.mediatorAway] },
  ),
  row(
    15,
    Action.DECLARE_INADMISSIBLE,
    { from: [Status.IN_REVIEW], by: mediators, to: [Status.CLOSED] },
    { guards: [guards.assignedToViewer, noReviewAwaits, desk.noOpenChallenge] },
  ),
  row(
    15,
    Action.DECLARE_INADMISSIBLE,
    { from: [Status.QUEUED], by: senior, to: [Status.CLOSED] },
    { guards: [guards.separate(Action.DECLARE_INADMISSIBLE), noReviewAwaits] },
  ),
  row(
    35,
    Action.ESCALATE_DISPUTE,
    { from: intervention, by: parties, to: [SAME] },
    { guards: [desk.mayEscalate] },
  ),
  row(
    35,
    Action.ESCALATE_DISPUTE,
    { from: underReview, by: mediators, to: [SAME] },
    { guards: [guards.assignedToViewer, desk.mayEscalate] },
  ),
  row(
    36,
    Action.MERGE_DISPUTES,
    {
      from: [Status.QUEUED, Status.IN_REVIEW],
      by: [Role.FRONTLINE_AGENT, ...mediators],
      to: [Status.CLOSED, SAME],
    },
    { guards: [notAnothers, noReviewAwaits] },
  ),
];
