import type { Special } from "./oracle-orders.js";
import type { Item } from "./oracle-rows.js";

interface Membership {
  readonly addedAt: string;
  readonly finding: { readonly optOutUntil: string } | null;
  readonly optOut: { readonly side: string; readonly optedOutAt: string } | null;
}

const membershipOf = (item: Item) => item["swarm"] as Membership;
const instant = (text: string | undefined) => (text === undefined ? null : new Date(text).toISOString());

/** What is read of disputes that are decided together. */
export const swarmFields: Record<string, Special> = {
  "Dispute.swarm": (_o, item) => (item["swarm"] === null ? null : item),
  "SwarmMembership.swarm": (o, item) => o.one("case_swarm", item["swarm_id"]),
  "SwarmMembership.addedAt": (_o, item) => instant(membershipOf(item).addedAt),
  "SwarmMembership.optOutUntil": (_o, item) => instant(membershipOf(item).finding?.optOutUntil),
  "SwarmMembership.optedOutBy": (_o, item) => membershipOf(item).optOut?.side ?? null,
  "SwarmMembership.optedOutAt": (_o, item) => instant(membershipOf(item).optOut?.optedOutAt),
  "SwarmMembership.findingCounts": (_o, item) => {
    const { finding, optOut } = membershipOf(item);
    return finding !== null && optOut === null;
  },
  "SwarmMembership.sharedFinding": (o, item) =>
    membershipOf(item).finding === null ? null : o.raw("case_swarm", item["swarm_id"]),
  "CaseSwarm.memberCount": (o, item) =>
    o.world["dispute"]!.filter((row) => row["swarm_id"] === item["id"]).length,
  "CaseSwarm.openedBy": (o, item) => o.one("mediator", item["opened_by_id"]),
  "CaseSwarm.sharedFinding": (o, item) => (o.isStaff && item["decided_at"] !== null ? item : null),
  "CaseSwarm.members": (o, item, args) =>
    o.page(o.children("dispute", "swarm_id", item, "opened_at").toReversed(), args),
  "SharedFinding.text": (_o, item) => item["finding_text"],
  "SharedFinding.hash": (_o, item) => item["finding_hash"],
  "SharedFinding.decidedBy": (o, item) => o.one("mediator", item["decided_by_id"]),
  "SharedFinding.evidence": (_o, item) => item["finding_evidence"],
  "SharedEvidence.evidenceItem": (o, item) => o.one("evidence_item", item["itemId"]),
  // No ruling of the world takes one over; tests/services/case-swarms.test.ts reads one that does.
  "Finding.sharedFinding": () => null,
};
