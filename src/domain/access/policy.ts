import { DisputeStatus, type Dispute } from "../dispute/dispute.js";
import { Audience, MessageChannel } from "../dispute/event.js";
import { Role, type Viewer } from "./viewer.js";

/** How far a role sees into disputes, orders and what belongs to them. */
export const Reach = {
  /** Everything. */
  ALL: "ALL",
  /** What has left the hands of the two sides, and what is assigned to the viewer. */
  ESCALATED: "ESCALATED",
  /** What concerns the viewer's merchant. */
  MERCHANT: "MERCHANT",
  /** Nothing at all: behaves as if nothing existed. */
  NONE: "NONE",
  /** What waits in the queue, and what is assigned to the viewer. */
  QUEUED: "QUEUED",
  /** The viewer's own. */
  SHOPPER: "SHOPPER",
} as const;
export type Reach = (typeof Reach)[keyof typeof Reach];

const reachByRole: Readonly<Record<Role, Reach>> = {
  AUDITOR: Reach.ALL,
  CARRIER: Reach.NONE,
  COMPLIANCE_OFFICER: Reach.NONE,
  FINANCE_OFFICER: Reach.NONE,
  FRONTLINE_AGENT: Reach.ALL,
  INTEGRATION: Reach.ALL,
  LOGISTICS_AGENT: Reach.NONE,
  MEDIATOR: Reach.QUEUED,
  MERCHANT_ADMIN: Reach.MERCHANT,
  MERCHANT_AGENT: Reach.MERCHANT,
  RISK_OFFICER: Reach.NONE,
  RULE_APPROVER: Reach.NONE,
  RULE_EDITOR: Reach.NONE,
  SENIOR_MEDIATOR: Reach.ESCALATED,
  SHOPPER: Reach.SHOPPER,
  SYSTEM: Reach.ALL,
};

/** How far a role sees. */
export function reachOf(role: Role): Reach {
  return reachByRole[role];
}

/** Statuses in which the two sides are still among themselves. */
export const negotiationStatuses: ReadonlySet<DisputeStatus> = new Set([
  DisputeStatus.MERCHANT_RESPONSE,
  DisputeStatus.NEGOTIATING,
]);

/** Whether the viewer may know that the dispute exists; where not, the answer is NOT_FOUND. */
export function maySeeDispute(
  viewer: Viewer,
  dispute: Pick<Dispute, "shopperId" | "merchantId" | "mediatorId" | "status">,
): boolean {
  switch (reachOf(viewer.role)) {
    case Reach.ALL:
      return true;
    case Reach.NONE:
      return false;
    case Reach.SHOPPER:
      return dispute.shopperId === viewer.id;
    case Reach.MERCHANT:
      return dispute.merchantId === viewer.merchantId;
    case Reach.QUEUED:
      return dispute.mediatorId === viewer.id || dispute.status === DisputeStatus.QUEUED;
    case Reach.ESCALATED:
      return dispute.mediatorId === viewer.id || !negotiationStatuses.has(dispute.status);
  }
}

/** Whether the viewer may know of an order line before any dispute: the shopper, its merchant, who sees all. */
export function maySeeLine(viewer: Viewer, line: { shopperId: string; merchantId: string }): boolean {
  const reach = reachOf(viewer.role);
  if (reach === Reach.SHOPPER) return line.shopperId === viewer.id;
  return reach === Reach.MERCHANT ? line.merchantId === viewer.merchantId : reach === Reach.ALL;
}

/** Whether a role is platform staff that sees disputes, the clock included; machines are not. */
export function isStaff(role: Role): boolean {
  const reach = reachOf(role);
  const sees = reach === Reach.ALL || reach === Reach.ESCALATED || reach === Reach.QUEUED;
  return sees && role !== Role.INTEGRATION;
}

const overRedactions: ReadonlySet<Role> = new Set([
  Role.AUDITOR,
  Role.MEDIATOR,
  Role.SENIOR_MEDIATOR,
  Role.SYSTEM,
]);

/** Whether a role opens what was removed from a file, where it sees the file: whoever rules on it and who checks that. */
export function opensUnredacted(role: Role): boolean {
  return overRedactions.has(role);
}

/** Whether a role may know how often rulings are other than recommended: who sees disputes, and who writes the rules. */
export function seesDivergences(role: Role): boolean {
  return isStaff(role) || role === Role.RULE_EDITOR || role === Role.RULE_APPROVER;
}

const overConsistency: ReadonlySet<Role> = new Set([
  Role.AUDITOR,
  Role.RULE_APPROVER,
  Role.RULE_EDITOR,
  Role.SENIOR_MEDIATOR,
]);

/** Whether a role reads how clauses fare and how alike rulings are, over all disputes. */
export function seesConsistency(role: Role): boolean {
  return overConsistency.has(role);
}

/** The audiences whose events a role reads, of disputes that it may see. */
export function audiencesOf(role: Role): readonly Audience[] {
  if (isStaff(role)) return Object.values(Audience);
  switch (reachOf(role)) {
    case Reach.SHOPPER:
      return [Audience.ALL, Audience.SHOPPER];
    case Reach.MERCHANT:
      return [Audience.ALL, Audience.MERCHANT];
    case Reach.ALL:
      return [Audience.ALL];
    default:
      return [];
  }
}

/** The channels that a role reads, of disputes that it may see. */
export function channelsOf(role: Role): readonly MessageChannel[] {
  if (isStaff(role)) return Object.values(MessageChannel);
  switch (reachOf(role)) {
    case Reach.SHOPPER:
      return [MessageChannel.PARTIES, MessageChannel.SHOPPER_PRIVATE];
    case Reach.MERCHANT:
      return [MessageChannel.PARTIES, MessageChannel.MERCHANT_PRIVATE];
    case Reach.ALL:
      return [MessageChannel.PARTIES];
    default:
      return [];
  }
}

const onRules: ReadonlySet<Role> = new Set([Role.RULE_APPROVER, Role.RULE_EDITOR]);

/** Whether a role works on the rules, and so may try a draft on past disputes. */
export function maySimulate(role: Role): boolean {
  return onRules.has(role);
}

/** Whether a role may know of simulations; for others they do not exist. */
export function maySeeSimulations(role: Role): boolean {
  return onRules.has(role) || role === Role.AUDITOR || role === Role.SYSTEM;
}
