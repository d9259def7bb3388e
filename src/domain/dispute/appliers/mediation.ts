import { Side } from "../../access/viewer.js";
import { ProposalStatus, withProposal } from "../proposal.js";
import { owe, type AppliersOf } from "./applier.js";

/** What the events change that are about settling with the platform's help. */
export const mediationAppliers: AppliersOf<
  | "SETTLEMENT_PROPOSED"
  | "PROPOSAL_HALF_ACCEPTED"
  | "PROPOSAL_ACCEPTED"
  | "PROPOSAL_DECLINED"
  | "PROPOSAL_RETRACTED"
  | "PROPOSAL_EXPIRED"
  | "LIMITS_CROSSED"
> = {
  SETTLEMENT_PROPOSED: ({ proposals }, { proposal }) => ({ proposals: [...proposals, proposal] }),
  PROPOSAL_HALF_ACCEPTED: ({ proposals }, { proposalId, side }) => ({
    proposals: withProposal(proposals, proposalId, {
      status: ProposalStatus.HALF_ACCEPTED,
      acceptedBy: [side],
    }),
  }),
  PROPOSAL_ACCEPTED: (dispute, { proposalId, obligations }, decidedAt) => ({
    proposals: withProposal(dispute.proposals, proposalId, {
      status: ProposalStatus.ACCEPTED,
      acceptedBy: [Side.MERCHANT, Side.SHOPPER],
      decidedAt,
    }),
    ...owe(dispute, { obligations }),
  }),
  PROPOSAL_DECLINED: ({ proposals }, { proposalId }, decidedAt) => ({
    proposals: withProposal(proposals, proposalId, { status: ProposalStatus.DECLINED, decidedAt }),
  }),
  PROPOSAL_RETRACTED: ({ proposals }, { proposalId }, decidedAt) => ({
    proposals: withProposal(proposals, proposalId, { status: ProposalStatus.RETRACTED, decidedAt }),
  }),
  PROPOSAL_EXPIRED: ({ proposals }, { proposalId }, decidedAt) => ({
    proposals: withProposal(proposals, proposalId ?? "", { status: ProposalStatus.EXPIRED, decidedAt }),
  }),
  LIMITS_CROSSED: owe,
};
