import { Role } from "../access/viewer.js";
import { DisputeAction as Action } from "./action.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as guards from "./guards.js";
import { row, SAME, type Transition } from "./transition.js";

const parties = [Role.SHOPPER, Role.MERCHANT_ADMIN, Role.MERCHANT_AGENT];
const mediators = [Role.MEDIATOR, Role.SENIOR_MEDIATOR];
const senior = [Role.SENIOR_MEDIATOR];
const system = [Role.SYSTEM];
const underReview = [Status.IN_REVIEW, Status.EVIDENCE, Status.REBUTTAL, Status.PROPOSED, Status.DECIDING];
const intervention = [Status.QUEUED, ...underReview];
const later = { offered: false };
const onTime = { guards: [guards.deadlinePassed] };

/** The rows about who has the case, up to which level it has risen and what the desk turns away or joins: 12 to 15, 35 and 36 of model.md. */
export const deskTransitions: readonly Transition[] = [
  row(12, Action.ASSIGN_MEDIATOR, { from: [Status.QUEUED], by: senior, to: [Status.IN_REVIEW] }),
  row(12, Action.CLAIM_NEXT_CASE, { from: [Status.QUEUED], by: mediators, to: [Status.IN_REVIEW] }),
  row(13, Action.RAISE_LEVEL, { from: [Status.QUEUED], by: system, to: [SAME] }, onTime),
  row(14, Action.CHALLENGE_MEDIATOR, { from: underReview, by: parties, to: [Status.QUEUED] }, later),
  row(14, Action.RECUSE, { from: underReview, by: mediators, to: [Status.QUEUED] }, later),
  row(
    15,
    Action.DECLARE_INADMISSIBLE,
    { from: [Status.IN_REVIEW, Status.QUEUED], by: mediators, to: [Status.CLOSED] },
    later,
  ),
  row(35, Action.ESCALATE_DISPUTE, { from: intervention, by: [...parties, ...mediators], to: [SAME] }, later),
  row(
    36,
    Action.MERGE_DISPUTES,
    {
      from: [Status.QUEUED, Status.IN_REVIEW],
      by: [Role.FRONTLINE_AGENT, ...mediators],
      to: [Status.CLOSED],
    },
    later,
  ),
];
