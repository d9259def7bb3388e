import { DisputeAction as Action } from "./action.js";
import { DisputeStatus as Status } from "./dispute.js";
import * as guards from "./guards.js";
import { noReviewAwaits } from "./human-review-guards.js";
import { limitsOffered, notYetAccepted, proposalWaits } from "./proposal-guards.js";
import { intervention, mediators, parties, system } from "./table-parts.js";
import { row, SAME, type Transition } from "./transition.js";

/** The rows of a mediator's proposal: 21 to 23 of model.md; and of sealed limits. */
export const proposalTransitions: readonly Transition[] = [
  row(
    21,
    Action.PROPOSE_SETTLEMENT,
    { from: [Status.IN_REVIEW, Status.DECIDING], by: mediators, to: [Status.PROPOSED] },
    { guards: [guards.assignedToViewer, noReviewAwaits] },
  ),
  row(
    22,
    Action.ACCEPT_PROPOSAL,
    { from: [Status.PROPOSED], by: parties, to: [SAME, Status.PERFORMING] },
    { guards: [proposalWaits, notYetAccepted] },
  ),
  row(
    23,
    Action.DECLINE_PROPOSAL,
    { from: [Status.PROPOSED], by: parties, to: [Status.DECIDING] },
    { guards: [proposalWaits] },
  ),
  row(
    0,
    Action.RETRACT_PROPOSAL,
    { from: [Status.PROPOSED], by: mediators, to: [Status.DECIDING] },
    { guards: [guards.assignedToViewer, proposalWaits] },
  ),
  row(
    0,
    Action.STATE_SEALED_LIMIT,
    { from: intervention, by: parties, to: [SAME, Status.PERFORMING] },
    { guards: [limitsOffered] },
  ),
  row(
    23,
    Action.EXPIRE_PROPOSAL,
    { from: [Status.PROPOSED], by: system, to: [Status.DECIDING] },
    { guards: [guards.deadlinePassed] },
  ),
];
