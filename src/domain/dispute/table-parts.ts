import { Role } from "../access/viewer.js";
import { DisputeStatus as Status } from "./dispute.js";

/** The two sides. */
export const parties: readonly Role[] = [Role.SHOPPER, Role.MERCHANT_ADMIN, Role.MERCHANT_AGENT];
/** Everybody who may have a case. */
export const mediators: readonly Role[] = [Role.MEDIATOR, Role.SENIOR_MEDIATOR];
/** Who looks after mediators. */
export const senior: readonly Role[] = [Role.SENIOR_MEDIATOR];
/** The clock, and what the platform does by itself. */
export const system: readonly Role[] = [Role.SYSTEM];

/** The statuses in which a mediator has the case before the ruling. */
export const underReview: readonly Status[] = [
  ...[Status.IN_REVIEW, Status.EVIDENCE, Status.REBUTTAL],
  ...[Status.PROPOSED, Status.DECIDING],
];
/** The statuses in which the platform was called in and has not ruled. */
export const intervention: readonly Status[] = [Status.QUEUED, ...underReview];
/** Where anything can still happen. */
export const notClosed: readonly Status[] = Object.values(Status).filter(
  (status) => status !== Status.CLOSED,
);
