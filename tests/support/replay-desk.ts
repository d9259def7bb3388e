import { randomUUID } from "node:crypto";
import { challengeMediator } from "../../src/services/disputes/challenge-mediator.js";
import { confirmSteps } from "../../src/services/disputes/confirm-steps.js";
import { decideChallenge } from "../../src/services/disputes/decide-challenge.js";
import { escalateDispute } from "../../src/services/disputes/escalate-dispute.js";
import { recuse } from "../../src/services/disputes/recuse.js";
import { transferCase } from "../../src/services/disputes/transfer-case.js";
import { clearComplaint } from "../../src/services/conflict/clear-complaint.js";
import { complainAboutMediator } from "../../src/services/conflict/complain-about-mediator.js";
import { assignMediator } from "../../src/services/disputes/assign-mediator.js";
import type { ReplayCase } from "./replay-cases.js";
import type { Story } from "./story.js";

const reason = "There is a reason.";
const shopper = (story: Story) => story.shopper;
const mediator = ({ cast }: Story) => cast.mediator;
const senior = ({ cast }: Story) => cast.senior;
const complaint = { ground: "BIAS", statement: "They took sides." } as const;

/** Another mediator has what the first one did to confirm. */
async function taken(story: Story): Promise<object> {
  await recuse(story.factory.as(story.cast.mediator), { ...story.input(), reason });
  const { senior: by } = story.cast;
  await assignMediator(story.factory.as(by), { ...story.input(), mediatorId: by.id });
  return { reason };
}

/** The mutations about who has a case; complaints change no version, and so have another change than a stale one. */
export const deskCases: Readonly<Record<string, ReplayCase>> = {
  challengeMediator: { from: "IN_REVIEW", by: shopper, run: challengeMediator, input: () => ({}) },
  complainAboutMediator: {
    ...{ from: "IN_REVIEW", by: shopper, run: complainAboutMediator, other: { ground: "LEAK" } },
    input: () => complaint,
  },
  clearComplaint: {
    ...{ from: "IN_REVIEW", by: senior, run: clearComplaint, other: { reason: "Another." } },
    input: async (story) => {
      const input = { clientMutationId: randomUUID(), disputeId: story.disputeId, ...complaint };
      await complainAboutMediator(story.factory.as(story.shopper), input);
      return { mediatorId: story.cast.mediator.id, reason };
    },
  },
  confirmSteps: { from: "REBUTTAL", by: senior, run: confirmSteps, input: taken },
  decideChallenge: {
    ...{ from: "IN_REVIEW", by: senior, run: decideChallenge },
    input: async (story) => {
      const why = { ground: "RUDENESS", statement: "They shouted." } as const;
      await challengeMediator(story.factory.as(story.shopper), { ...story.input(), ...why });
      return { upheld: true, reason };
    },
  },
  escalateDispute: { from: "IN_REVIEW", by: shopper, run: escalateDispute, input: () => ({ reason }) },
  recuse: { from: "IN_REVIEW", by: mediator, run: recuse, input: () => ({ reason }) },
  transferCase: {
    ...{ from: "IN_REVIEW", by: mediator, run: transferCase },
    input: ({ cast }) => ({ mediatorId: cast.senior.id, reason, note: "Ask about the box." }),
  },
};
