import { Role } from "../access/viewer.js";
import { DisputeAction as Action } from "./action.js";
import { DisputeStatus as Status } from "./dispute.js";
import { row, SAME, type Transition } from "./transition.js";

const parties = [Role.SHOPPER, Role.MERCHANT_ADMIN, Role.MERCHANT_AGENT];
const mediators = [Role.MEDIATOR, Role.SENIOR_MEDIATOR];
const system = [Role.SYSTEM];
const later = { offered: false };

/** The rows of a mediator's proposal: 21 to 23 of model.md. */
export const proposalTransitions: readonly Transition[] = [
  row(
    21,
    Action.PROPOSE_SETTLEMENT,
    { from: [Status.IN_REVIEW, Status.DECIDING], by: mediators, to: [Status.PROPOSED] },
    later,
  ),
  row(
    22,
    Action.ACCEPT_PROPOSAL,
    { from: [Status.PROPOSED], by: parties, to: [SAME, Status.PERFORMING] },
    later,
  ),
  row(23, Action.DECLINE_PROPOSAL, { from: [Status.PROPOSED], by: parties, to: [Status.DECIDING] }, later),
  row(23, Action.EXPIRE_PROPOSAL, { from: [Status.PROPOSED], by: system, to: [Status.DECIDING] }, later),
];
