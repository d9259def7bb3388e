import type { Dispute } from "../domain/dispute/dispute.js";
import type { Proposal } from "../domain/dispute/proposal.js";
import { remedyItemsFromJson, remedyItemsToJson, type RemedyItemJson } from "./remedy-items-row.js";

/** A proposal as the aggregate of its dispute delivers it. */
export interface ProposalJson {
  readonly id: string;
  readonly mediator_id: string;
  readonly status: Proposal["status"];
  readonly terms: readonly RemedyItemJson[];
  readonly terms_hash: string;
  readonly explanation: string;
  readonly accepted_by: Proposal["acceptedBy"];
  readonly proposed_at: string;
  readonly decided_at: string | null;
}

/** Selects the proposals of a dispute. */
export function proposalsSql(dispute: string): string {
  return `SELECT id, mediator_id, status, terms, terms_hash, explanation, accepted_by, proposed_at, decided_at
    FROM proposal WHERE dispute_id = ${dispute}.id ORDER BY proposed_at, id`;
}

/** The proposal of its JSON. */
export function proposalFrom(row: ProposalJson): Proposal {
  return {
    id: row.id,
    mediatorId: row.mediator_id,
    status: row.status,
    terms: remedyItemsFromJson(row.terms),
    termsHash: row.terms_hash,
    explanation: row.explanation,
    acceptedBy: row.accepted_by,
    proposedAt: new Date(row.proposed_at),
    decidedAt: row.decided_at === null ? null : new Date(row.decided_at),
  };
}

/** The rows of the table `proposal` that a decision adds or changes. */
export function proposalRows(
  before: Dispute | null,
  { id, proposals }: Dispute,
): readonly Readonly<Record<string, unknown>>[] {
  return proposals
    .filter((proposal) => before?.proposals.includes(proposal) !== true)
    .map((proposal) => ({
      id: proposal.id,
      dispute_id: id,
      mediator_id: proposal.mediatorId,
      status: proposal.status,
      terms: remedyItemsToJson(proposal.terms),
      terms_hash: proposal.termsHash,
      explanation: proposal.explanation,
      accepted_by: proposal.acceptedBy,
      proposed_at: proposal.proposedAt,
      decided_at: proposal.decidedAt,
    }));
}
