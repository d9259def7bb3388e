import { requireNameless } from "../../domain/dispute/shared-text.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { readNames } from "../../persistence/case-swarm.store.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { UseCaseContext } from "../use-case.js";
import type { AddToCaseSwarmInput } from "./add-to-case-swarm.js";
import { runNamed } from "./join-swarm.js";
import { openSwarm, type SwarmChange } from "./open-swarm.js";

/** Which disputes have another cause after all, and why. */
export interface RemoveFromCaseSwarmInput extends AddToCaseSwarmInput {
  /** Both sides of each dispute read it. */
  readonly reason: string;
}

/**
 * Takes disputes out of a swarm, each by itself. What was found for the others counts there no more.
 * @throws RefusedError NOT_FOUND for a swarm of which the viewer sees nothing, FORBIDDEN for who is no mediator, INVALID_TEXT,
 *   VALIDATION for a reason that names one of the disputes, and as `runBulk`; for a single dispute as `advanceDispute`
 */
export async function removeFromCaseSwarm(
  context: UseCaseContext,
  input: RemoveFromCaseSwarmInput,
): Promise<SwarmChange> {
  const { swarmId, clientMutationId, disputes } = input;
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const { members } = await openSwarm(context.database, context, swarmId);
  const names = await readNames(
    context.database,
    members.map(({ id }) => id),
  );
  requireNameless(reason, names, ["reason"]);
  const outcomes = await runNamed(context, { clientMutationId, disputes }, (use, item) =>
    advanceDispute(use, {
      mutation: "removeFromCaseSwarm",
      input: { ...item, swarmId, reason },
      command: () => ({ action: "REMOVE_FROM_CASE_SWARM", swarmId, reason }),
    }),
  );
  return { swarmId, outcomes };
}
