import { randomUUID } from "node:crypto";
import type { Viewer } from "../../src/domain/access/viewer.js";
import { linkDisputes } from "../../src/services/disputes/link-disputes.js";
import { createCaseSwarm } from "../../src/services/swarms/create-case-swarm.js";
import { decideSharedFinding } from "../../src/services/swarms/decide-shared-finding.js";
import type { SwarmChange } from "../../src/services/swarms/open-swarm.js";
import type { Story } from "./story.js";

/** Links each story to the first one by a common cause. */
export async function linkAll(by: Viewer, [first, ...others]: readonly Story[]): Promise<void> {
  for (const other of others) {
    const pair = { disputeId: first!.disputeId, otherId: other.disputeId, kind: "COMMON_CAUSE" } as const;
    const input = { clientMutationId: randomUUID(), ...pair, reason: "The same lot." };
    await linkDisputes(first!.factory.as(by), input);
  }
}

/** The items of a call about stories. */
export const itemsOf = (stories: readonly Story[]) => stories.map(({ disputeId }) => ({ disputeId }));

/** Links stories and opens a swarm of them. */
export async function togetherBy(by: Viewer, stories: readonly Story[]): Promise<SwarmChange> {
  await linkAll(by, stories);
  return createCaseSwarm(stories[0]!.factory.as(by), {
    clientMutationId: randomUUID(),
    commonCause: "All of it is of one lot, which leaks.",
    disputes: itemsOf(stories),
  });
}

/** Finds something for a swarm on one item. */
export function findFor(
  by: Viewer,
  { swarmId, story, itemId }: { readonly swarmId: string; readonly story: Story; readonly itemId: string },
  clientMutationId: string = randomUUID(),
): Promise<SwarmChange> {
  return decideSharedFinding(story.factory.as(by), {
    ...{ clientMutationId, swarmId, text: "The lot leaks, as E1 shows.", evidenceItemIds: [itemId] },
  });
}
