import { RefusedError } from "../../src/domain/errors.js";
import type { DisputeMutation } from "../../src/services/disputes/change.js";
import { addToCaseSwarm, type AddToCaseSwarmInput } from "../../src/services/swarms/add-to-case-swarm.js";
import { applySharedFinding } from "../../src/services/swarms/apply-shared-finding.js";
import { createCaseSwarm } from "../../src/services/swarms/create-case-swarm.js";
import { decideSharedFinding } from "../../src/services/swarms/decide-shared-finding.js";
import type { SwarmChange } from "../../src/services/swarms/open-swarm.js";
import { optOutOfSwarm } from "../../src/services/swarms/opt-out-of-swarm.js";
import { removeFromCaseSwarm } from "../../src/services/swarms/remove-from-case-swarm.js";
import type { ReplayCase, UseCase } from "./replay-cases.js";
import { Story } from "./story.js";
import { findFor, itemsOf, linkAll, togetherBy } from "./swarm-play.js";

const mediator = ({ cast }: Story) => cast.mediator;

/** A call whose first refusal of a dispute counts as its own. */
const whole =
  (run: UseCase): UseCase =>
  async (context, input) => {
    const change = (await run(context, input)) as SwarmChange;
    const [refused, ...others] = change.outcomes.flatMap(({ refusals }) => refusals);
    if (refused !== undefined) throw new RefusedError([refused, ...others]);
    return change;
  };

/** The version that was seen is that of each dispute. */
const addSeen: UseCase = (context, input) => {
  const { expectedVersion, ...call } = input as AddToCaseSwarmInput & DisputeMutation;
  const disputes = call.disputes.flatMap((item) =>
    item instanceof RefusedError ? [] : [{ ...item, expectedVersion }],
  );
  return addToCaseSwarm(context, { ...call, disputes });
};

async function twinOf({ factory, cast }: Story): Promise<Story> {
  const twin = await Story.open(factory, { ...cast, purchase: await factory.purchase() });
  return twin.playTo("IN_REVIEW");
}

async function inSwarm(story: Story): Promise<{ readonly swarmId: string }> {
  const { swarmId } = await togetherBy(mediator(story), [story, await twinOf(story)]);
  return { swarmId };
}

async function recordIn(story: Story): Promise<string> {
  const { dispute } = await story.load();
  return dispute.evidence.items.find(({ source, audience }) => source === "SYSTEM" && audience === "ALL")!.id;
}

/** Disputes that are decided together. */
export const swarmCases: Readonly<Record<string, ReplayCase>> = {
  createCaseSwarm: {
    ...{ from: "IN_REVIEW", by: mediator, run: whole(createCaseSwarm), other: { commonCause: "Another." } },
    input: async (story) => {
      const stories = [story, await twinOf(story)];
      await linkAll(mediator(story), stories);
      return { commonCause: "One lot leaks.", disputes: itemsOf(stories) };
    },
  },
  addToCaseSwarm: {
    ...{ from: "IN_REVIEW", by: mediator, run: whole(addSeen) },
    input: async (story) => {
      const late = await twinOf(story);
      await linkAll(mediator(story), [story, late]);
      return { ...(await inSwarm(story)), disputes: itemsOf([late]) };
    },
  },
  removeFromCaseSwarm: {
    ...{ from: "IN_REVIEW", by: mediator, run: whole(removeFromCaseSwarm), other: { reason: "Why not." } },
    input: async (story) => ({
      ...{ ...(await inSwarm(story)), disputes: itemsOf([story]) },
      reason: "Another lot.",
    }),
  },
  decideSharedFinding: {
    ...{ from: "IN_REVIEW", by: mediator, run: whole(decideSharedFinding), other: { text: "It holds." } },
    input: async (story) => ({
      ...(await inSwarm(story)),
      text: "It leaks.",
      evidenceItemIds: [await recordIn(story)],
    }),
  },
  applySharedFinding: {
    ...{ from: "IN_REVIEW", by: mediator, run: applySharedFinding, other: { reason: "None is asked for." } },
    input: async (story) => {
      const swarm = await inSwarm(story);
      await findFor(mediator(story), { ...swarm, story, itemId: await recordIn(story) });
      return swarm;
    },
  },
  optOutOfSwarm: {
    ...{ from: "IN_REVIEW", by: ({ shopper }) => shopper, run: optOutOfSwarm },
    input: async (story) => {
      await inSwarm(story);
      return {};
    },
  },
};
