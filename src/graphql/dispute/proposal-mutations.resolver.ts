import { Arg, Mutation, Resolver } from "type-graphql";
import { acceptProposal, declineProposal, retractProposal } from "../../services/disputes/answer-proposal.js";
import { proposeSettlement } from "../../services/disputes/propose-settlement.js";
import { fromGlobalId } from "../global-id.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf, remedyItemsOf } from "./command.js";
import {
  AcceptProposalInput,
  DeclineProposalInput,
  ProposeSettlementInput,
  RetractProposalInput,
} from "./proposal.input.js";
import {
  AcceptProposalPayload,
  DeclineProposalPayload,
  ProposeSettlementPayload,
  RetractProposalPayload,
} from "./proposal.payload.js";

function proposalOf(proposalId: string): { proposalId: string } {
  return { proposalId: fromGlobalId("Proposal", proposalId, ["proposalId"]) };
}

/** Settling by the mediator's proposal. */
@Resolver()
export class ProposalMutations {
  @Mutation(() => ProposeSettlementPayload, {
    description:
      "The mediator of the case proposes terms to both sides, who have until the dispute's deadline. Possible while the " +
      "mediator reviews or decides.",
  })
  proposeSettlement(
    @Arg("input", () => ProposeSettlementInput, { description: "The terms, and why." })
    input: ProposeSettlementInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<ProposeSettlementPayload> {
    return payloadOf(ProposeSettlementPayload, input, answering, (useCase) => {
      const terms = remedyItemsOf(input.terms, "terms");
      return proposeSettlement(useCase, { ...commandOf(input), terms, explanation: input.explanation });
    });
  }

  @Mutation(() => AcceptProposalPayload, {
    description:
      "A side accepts the mediator's proposal. The first acceptance is not shown to the other side; the second settles the " +
      "dispute with the outcome `MEDIATED`, and the terms are owed.",
  })
  acceptProposal(
    @Arg("input", () => AcceptProposalInput, { description: "Which proposal, with the terms as read." })
    input: AcceptProposalInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AcceptProposalPayload> {
    return payloadOf(AcceptProposalPayload, input, answering, (useCase) => {
      const { termsHash } = input;
      return acceptProposal(useCase, { ...commandOf(input), ...proposalOf(input.proposalId), termsHash });
    });
  }

  @Mutation(() => DeclineProposalPayload, {
    description:
      "A side declines the mediator's proposal, even if it had accepted: the mediator goes on to decide. Declining is never " +
      "held against a side.",
  })
  declineProposal(
    @Arg("input", () => DeclineProposalInput, { description: "Which proposal." }) input: DeclineProposalInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<DeclineProposalPayload> {
    return payloadOf(DeclineProposalPayload, input, answering, (useCase) =>
      declineProposal(useCase, { ...commandOf(input), ...proposalOf(input.proposalId) }),
    );
  }

  @Mutation(() => RetractProposalPayload, {
    description:
      "The mediator takes a proposal back that not both sides have accepted, and goes on to decide.",
  })
  retractProposal(
    @Arg("input", () => RetractProposalInput, { description: "Which proposal." }) input: RetractProposalInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<RetractProposalPayload> {
    return payloadOf(RetractProposalPayload, input, answering, (useCase) =>
      retractProposal(useCase, { ...commandOf(input), ...proposalOf(input.proposalId) }),
    );
  }
}
