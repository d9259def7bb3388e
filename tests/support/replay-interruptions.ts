import { mergeDisputes } from "../../src/services/disputes/merge-disputes.js";
import { reopenDispute } from "../../src/services/disputes/reopen-dispute.js";
import { resumeDispute } from "../../src/services/disputes/resume-dispute.js";
import { suspendDispute } from "../../src/services/disputes/suspend-dispute.js";
import type { ReplayCase } from "./replay-cases.js";
import { Story } from "./story.js";

const shopper = (story: Story) => story.shopper;
const mediator = ({ cast }: Story) => cast.mediator;

const held = { reason: "FORCE_MAJEURE", statement: "The city is flooded." } as const;

/** The mutations that hold, reopen and merge disputes. */
export const interruptions: Readonly<Record<string, ReplayCase>> = {
  mergeDisputes: {
    ...{ from: "QUEUED", by: ({ cast }) => cast.senior, run: mergeDisputes },
    input: async (story) => {
      const { factory, cast } = story;
      const [line] = cast.purchase.lines.filter((id) => !story.lines.includes(id));
      const lines = [{ orderLineId: line!, amount: null }];
      const other = await (await Story.open(factory, cast, { lines })).playTo("QUEUED");
      return { mergedDisputeId: other.disputeId };
    },
  },
  reopenDispute: {
    ...{ from: "NEGOTIATING", by: shopper, run: reopenDispute, other: { statement: "Other." } },
    input: async (story) => {
      await story.runOut();
      return { ground: "NEW_EVIDENCE", statement: "The carrier has written." };
    },
  },
  suspendDispute: {
    ...{ from: "IN_REVIEW", by: mediator, run: suspendDispute, other: { reason: "INSPECTION" } },
    input: () => held,
  },
  resumeDispute: {
    ...{ from: "IN_REVIEW", by: mediator, run: resumeDispute },
    input: async (story) => {
      await suspendDispute(story.factory.as(story.cast.mediator), { ...story.input(), ...held });
      return {};
    },
  },
};
