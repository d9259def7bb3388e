import { draftRuling } from "../../src/services/ruling/draft-ruling.js";
import { approveRuling, returnRuling } from "../../src/services/ruling/review-ruling.js";
import { submitRulingForReview } from "../../src/services/ruling/submit-ruling-for-review.js";
import type { ReplayCase } from "./replay-cases.js";
import type { Story } from "./story.js";

const mediator = ({ cast }: Story) => cast.mediator;
const senior = ({ cast }: Story) => cast.senior;

const ruling = ({ lines }: Story) => ({
  ...{ outcome: "RULED_SPLIT", reasons: "So.", clauses: ["R-NOT_RECEIVED"], faultShares: [] },
  divergenceReason: "They agree on it.",
  findings: [{ text: "Lost.", sources: ["SHIPMENT_RECORD"], recordedAbsence: null }],
  remedies: [{ kind: "PARTIAL_REFUND", orderLineId: lines[0], amount: "10.00" }],
});

/** A draft that waits for a second reviewer. */
async function submittedDraft(story: Story): Promise<object> {
  const input = await savedDraft(story);
  await submitRulingForReview(story.factory.as(story.cast.mediator), { ...story.input(), ...input });
  return input;
}

async function savedDraft(story: Story): Promise<{ draftVersion: number }> {
  const input = { ...story.input(), expectedDraftVersion: 0, ruling: ruling(story) } as never;
  const { version } = await draftRuling(story.factory.as(story.cast.mediator), input);
  return { draftVersion: version };
}

/** The mutations about drafts of rulings: they change no version of the dispute. */
export const ofDrafts: Readonly<Record<string, ReplayCase>> = {
  draftRuling: {
    ...{ from: "DECIDING", by: mediator, run: draftRuling, other: { expectedDraftVersion: 7 } },
    input: (story) => ({ expectedDraftVersion: 0, ruling: ruling(story) }),
  },
  submitRulingForReview: {
    ...{ from: "DECIDING", by: mediator, run: submitRulingForReview, input: savedDraft },
    other: { draftVersion: 7 },
  },
  approveRuling: {
    ...{ from: "DECIDING", by: senior, run: approveRuling, input: submittedDraft },
    other: { draftVersion: 7 },
  },
  returnRuling: {
    ...{ from: "DECIDING", by: senior, run: returnRuling, other: { draftVersion: 7 } },
    input: async (story) => ({ ...(await submittedDraft(story)), reason: "Say why." }),
  },
};
