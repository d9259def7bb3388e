import { Role } from "../access/viewer.js";

/** What staff can keep an eye on: one dispute, or every dispute of its shopper or its merchant. */
export const WatchSubject = { DISPUTE: "DISPUTE", MERCHANT: "MERCHANT", SHOPPER: "SHOPPER" } as const;
export type WatchSubject = (typeof WatchSubject)[keyof typeof WatchSubject];

const watching: ReadonlySet<Role> = new Set([Role.FRONTLINE_AGENT, Role.MEDIATOR, Role.SENIOR_MEDIATOR]);

/** Whether a role may put on the watch list, and take off it. */
export function mayWatch(role: Role): boolean {
  return watching.has(role);
}
