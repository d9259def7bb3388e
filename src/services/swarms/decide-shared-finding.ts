import { Role, type Viewer } from "../../domain/access/viewer.js";
import { requireNameless } from "../../domain/dispute/shared-text.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { Audience } from "../../domain/dispute/event.js";
import { counts, openStatuses } from "../../domain/evidence/visible-items.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import {
  decideSwarm,
  lockSwarm,
  readNames,
  readSwarmItems,
  type CaseSwarm,
  type RecordedEvidence,
  type SwarmItem,
} from "../../persistence/case-swarm.store.js";
import type { Tx } from "../../persistence/database.js";
import { hashInput, inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { applyToAll } from "./apply-shared-finding.js";
import { openSwarm, type SwarmChange } from "./open-swarm.js";

/** More items than this are no ground that a person could look at. */
const MAXIMUM_ITEMS = 100;

/** What was found for all disputes of a swarm, and on what it rests. */
export interface DecideSharedFindingInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly swarmId: string;
  readonly text: string;
  /** UUIDs of items of disputes that stand in the swarm. */
  readonly evidenceItemIds: readonly string[];
}

/**
 * Finds a fact once for all disputes of a swarm, and lets it count in each by itself. The sides of one dispute learn of the
 * items of another only of what kind they are and which side brought them. Sent again with the same key it answers what
 * was done, and tries the rest anew.
 * @throws RefusedError NOT_FOUND for a swarm or an item that the viewer does not see, FORBIDDEN for who is no mediator, or where
 *   somebody else has one of the cases and the viewer is no senior, STATE_CONFLICT where it was decided before,
 *   REASONS_REQUIRED without evidence, VALIDATION for items that do not count or are for one side alone, and for a text
 *   that names one of the disputes, INVALID_TEXT, IDEMPOTENCY_MISMATCH
 */
export async function decideSharedFinding(
  context: UseCaseContext,
  input: DecideSharedFindingInput,
): Promise<SwarmChange> {
  const { clientMutationId, swarmId } = input;
  const text = cleanText(input.text, { field: ["text"], maximum: TextLimit.FINDING, multiline: true });
  const mutation = "decideSharedFinding";
  await inTransactionOnce(context, { mutation, clientMutationId, input }, async (tx) => {
    await lockSwarm(tx, swarmId);
    const swarm = await openSwarm(tx, context, swarmId);
    requireLead(context.viewer, swarm);
    requireUndecided(swarm);
    const names = await readNames(
      tx,
      swarm.members.map(({ id }) => id),
    );
    requireNameless(text, names, ["text"]);
    const evidence = await recordedEvidence(tx, swarmId, input.evidenceItemIds);
    const hash = hashInput({ swarmId, text, evidence });
    const decided = { mediatorId: context.viewer.id, decidedAt: context.clock.now() };
    await decideSwarm(tx, swarmId, { text, evidence, hash, ...decided }, evidence);
    return { swarmId };
  });
  return applyToAll(context, { id: swarmId }, { mutation, clientMutationId });
}

/** What counts in all cases is found by who has them all, or by a senior. */
function requireLead({ id, role }: Viewer, { members }: CaseSwarm): void {
  const standing = members.filter(({ stands }) => stands);
  if (role === Role.SENIOR_MEDIATOR || standing.every(({ mediatorId }) => mediatorId === id)) return;
  refuse(
    ErrorCode.FORBIDDEN,
    "You do not have all cases of the swarm. A senior mediator finds what counts in all of them.",
    { field: ["swarmId"] },
  );
}

function requireUndecided({ finding }: CaseSwarm): void {
  if (finding === null) return;
  refuse(
    ErrorCode.STATE_CONFLICT,
    "What was found for this case swarm is decided, which is possible once. applySharedFinding lets it count where it does not yet.",
    { field: ["swarmId"], details: { decidedAt: finding.decidedAt.toISOString() } },
  );
}

/** The items in the order in which they are cited. @throws RefusedError REASONS_REQUIRED, NOT_FOUND, VALIDATION */
async function recordedEvidence(
  tx: Tx,
  swarmId: string,
  ids: readonly string[],
): Promise<readonly RecordedEvidence[]> {
  const cited = [...new Set(ids)];
  const field = ["evidenceItemIds"];
  if (cited.length === 0)
    refuse(ErrorCode.REASONS_REQUIRED, "A shared finding rests on at least one item of evidence.", { field });
  if (cited.length > MAXIMUM_ITEMS)
    refuse(ErrorCode.VALIDATION, `At most ${MAXIMUM_ITEMS} items; these are ${cited.length}.`, { field });
  const items = await readSwarmItems(tx, swarmId, cited);
  return cited.map((id, index) => {
    const item = requireOpen(items.get(id), [...field, String(index)]);
    const { disputeId, contentHash, slot, side } = item;
    return { reference: `E${index + 1}`, slot, side, disputeId, itemId: id, contentHash };
  });
}

/** What is sealed or withdrawn does not exist; what one side alone may read is nothing that others are held to. */
function requireOpen(item: SwarmItem | undefined, field: readonly string[]): SwarmItem {
  if (item === undefined || !openStatuses.has(item.status)) {
    return refuse(ErrorCode.NOT_FOUND, "There is no such item of evidence in the disputes of this swarm.", {
      field,
    });
  }
  if (counts(item) && item.audience === Audience.ALL) return item;
  return refuse(
    ErrorCode.VALIDATION,
    item.audience === Audience.ALL
      ? "The item was excluded, or came late and is not admitted. Admit it first, or cite something else."
      : "The item is for one side alone. A finding that counts in other disputes cannot rest on it.",
    { field, details: { status: item.status, audience: item.audience } },
  );
}
