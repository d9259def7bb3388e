import {
  acceptProposal,
  declineProposal,
  retractProposal,
} from "../../src/services/disputes/answer-proposal.js";
import { proposeSettlement } from "../../src/services/disputes/propose-settlement.js";
import { stateSealedLimit, withdrawSealedLimit } from "../../src/services/disputes/state-sealed-limit.js";
import type { ReplayCase } from "./replay-cases.js";
import type { Story } from "./story.js";

const shopper = (story: Story) => story.shopper;
const merchant = (story: Story) => story.merchant;
const mediator = ({ cast }: Story) => cast.mediator;

async function proposed(story: Story): Promise<object> {
  const { proposalId, termsHash } = await story.latestProposal();
  return { proposalId, termsHash };
}

async function proposalAlone(story: Story): Promise<object> {
  return { proposalId: (await story.latestProposal()).proposalId };
}

/** The mutations about the mediator's proposal and sealed limits, which change no version. */
export const mediationCases: Readonly<Record<string, ReplayCase>> = {
  proposeSettlement: {
    ...{ from: "IN_REVIEW", by: mediator, run: proposeSettlement },
    input: (story) => ({
      terms: [{ kind: "PARTIAL_REFUND", orderLineId: story.lines[0], amount: "10.00" }],
      explanation: "Meet half-way.",
    }),
  },
  acceptProposal: { from: "PROPOSED", by: shopper, run: acceptProposal, input: proposed },
  declineProposal: { from: "PROPOSED", by: merchant, run: declineProposal, input: proposalAlone },
  stateSealedLimit: {
    ...{ from: "QUEUED", by: shopper, run: stateSealedLimit, other: { amount: "11.00" } },
    input: () => ({ amount: "10.00" }),
  },
  withdrawSealedLimit: {
    ...{ from: "QUEUED", by: shopper, run: withdrawSealedLimit },
    input: async (story) => {
      await stateSealedLimit(story.factory.as(story.shopper), { ...story.input(), amount: "10.00" });
      return {};
    },
  },
  retractProposal: { from: "PROPOSED", by: mediator, run: retractProposal, input: proposalAlone },
};
