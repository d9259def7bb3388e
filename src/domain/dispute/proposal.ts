import type { Side } from "../access/viewer.js";
import { DisputeStatus, type Dispute } from "./dispute.js";
import type { RemedyItem } from "./remedy.js";

/** What has become of a mediator's proposal; reference.md 3.7. */
export const ProposalStatus = {
  ACCEPTED: "ACCEPTED",
  DECLINED: "DECLINED",
  EXPIRED: "EXPIRED",
  HALF_ACCEPTED: "HALF_ACCEPTED",
  RETRACTED: "RETRACTED",
  SENT: "SENT",
  SUPERSEDED: "SUPERSEDED",
} as const;
export type ProposalStatus = (typeof ProposalStatus)[keyof typeof ProposalStatus];

/** A mediator's typed terms for settling the dispute; they bind when both sides have accepted them. */
export interface Proposal {
  readonly id: string;
  readonly mediatorId: string;
  readonly status: ProposalStatus;
  readonly terms: readonly RemedyItem[];
  /** SHA-256 (hex) of the canonical terms: who accepts names it, so that both mean the same. */
  readonly termsHash: string;
  /** What the mediator tells both sides about it. */
  readonly explanation: string;
  /** Who has accepted. The other side does not learn of one acceptance before both are there. */
  readonly acceptedBy: readonly Side[];
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
}

/** The statuses of a proposal that waits for a side. */
export const openProposalStatuses: ReadonlySet<ProposalStatus> = new Set([
  ProposalStatus.SENT,
  ProposalStatus.HALF_ACCEPTED,
]);

/** The proposal that waits for the sides; null where none does. */
export function openProposalOf({ proposals }: Pick<Dispute, "proposals">): Proposal | null {
  return proposals.find(({ status }) => openProposalStatuses.has(status)) ?? null;
}

/** The proposals with one of them changed. */
export function withProposal(
  proposals: readonly Proposal[],
  id: string,
  change: Partial<Proposal>,
): readonly Proposal[] {
  return proposals.map((proposal) => (proposal.id === id ? { ...proposal, ...change } : proposal));
}

/** A proposal outlives the wait for it only while the dispute is suspended, to wait again afterwards. */
const keeping: ReadonlySet<DisputeStatus> = new Set([DisputeStatus.PROPOSED, DisputeStatus.SUSPENDED]);

/** The proposals as they stand in a status: one that nobody waits for any more is superseded. */
export function proposalsIn(
  status: DisputeStatus,
  proposals: readonly Proposal[],
  decidedAt: Date,
): readonly Proposal[] {
  if (keeping.has(status) || openProposalOf({ proposals }) === null) return proposals;
  return proposals.map((proposal) =>
    openProposalStatuses.has(proposal.status)
      ? { ...proposal, status: ProposalStatus.SUPERSEDED, decidedAt }
      : proposal,
  );
}
