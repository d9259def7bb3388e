import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** The proposal that is meant. */
export interface ProposalInput extends DisputeMutation {
  /** UUID. */
  readonly proposalId: string;
}

/** The proposal that is accepted, and the terms that the accepting side has read. */
export interface AcceptProposalInput extends ProposalInput {
  readonly termsHash: string;
}

/**
 * A side accepts the mediator's proposal; transition 22. When both have, the dispute is settled.
 * @throws RefusedError OFFER_NOT_OPEN, TERMS_CHANGED, STATE_CONFLICT for a side that has accepted already, and as
 *   `advanceDispute`
 */
export function acceptProposal(context: UseCaseContext, input: AcceptProposalInput): Promise<DisputeChange> {
  const { proposalId, termsHash } = input;
  return advanceDispute(context, {
    mutation: "acceptProposal",
    input,
    command: () => ({ action: "ACCEPT_PROPOSAL", proposalId, termsHash }),
  });
}

/**
 * A side declines the mediator's proposal; transition 23.
 * @throws RefusedError OFFER_NOT_OPEN, and as `advanceDispute`
 */
export function declineProposal(context: UseCaseContext, input: ProposalInput): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "declineProposal",
    input,
    command: () => ({ action: "DECLINE_PROPOSAL", proposalId: input.proposalId }),
  });
}

/**
 * The mediator takes back what was proposed and not yet accepted by both.
 * @throws RefusedError OFFER_NOT_OPEN, and as `advanceDispute`
 */
export function retractProposal(context: UseCaseContext, input: ProposalInput): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "retractProposal",
    input,
    command: () => ({ action: "RETRACT_PROPOSAL", proposalId: input.proposalId }),
  });
}
