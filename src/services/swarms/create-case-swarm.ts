import { maySeeDispute } from "../../domain/access/policy.js";
import { requireNameless } from "../../domain/dispute/shared-text.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { insertSwarm, readHolders, readNames } from "../../persistence/case-swarm.store.js";
import type { Tx } from "../../persistence/database.js";
import { requireSensible, type BulkItem } from "../bulk/run-bulk.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { joinSwarm, requireCommonCause } from "./join-swarm.js";
import { requireMediator, type SwarmChange } from "./open-swarm.js";

/** Fewer disputes than these have nothing in common. */
const MINIMUM_DISPUTES = 2;

/** Which disputes have one cause, and which. */
export interface CreateCaseSwarmInput {
  readonly clientMutationId: string;
  /** What is behind all of them; the sides of each read it. */
  readonly commonCause: string;
  readonly disputes: readonly BulkItem[];
}

/**
 * Opens a swarm from disputes that are linked by one cause, and puts each into it by itself: what is refused for one leaves
 * the others alone. Sent again with the same key it goes on where it was.
 * @throws RefusedError NOT_FOUND for a dispute that the viewer may not see, INVALID_ID, FORBIDDEN for who is no mediator,
 *   VALIDATION for fewer than 2 or more than 100 disputes, for such as are not linked, and for a text that names one of
 *   them, INVALID_TEXT, IDEMPOTENCY_MISMATCH
 */
export async function createCaseSwarm(
  context: UseCaseContext,
  input: CreateCaseSwarmInput,
): Promise<SwarmChange> {
  const { clientMutationId, disputes } = input;
  const rule = { field: ["commonCause"], maximum: TextLimit.REASON, multiline: true };
  const commonCause = cleanText(input.commonCause, rule);
  requireSensible(disputes);
  const ids = disputes.map(idOf);
  const key = { mutation: "createCaseSwarm", clientMutationId, input };
  const { swarmId } = await inTransactionOnce(context, key, async (tx) => {
    await requireSeen(tx, context, ids);
    requireMediator(context);
    requireSome(ids);
    await requireCommonCause(tx, ids);
    requireNameless(commonCause, await readNames(tx, ids), ["commonCause"]);
    const id = context.newId();
    await insertSwarm(tx, { id, commonCause, openedById: context.viewer.id, openedAt: context.clock.now() });
    return { swarmId: id };
  });
  const joining = { mutation: "createCaseSwarm", swarmId, commonCause } as const;
  return { swarmId, outcomes: await joinSwarm(context, { clientMutationId, disputes }, joining) };
}

function idOf(item: BulkItem): string {
  if (item instanceof RefusedError) throw item;
  return item.disputeId;
}

async function requireSeen(tx: Tx, { viewer }: UseCaseContext, ids: readonly string[]): Promise<void> {
  const holders = await readHolders(tx, ids);
  ids.forEach((id, index) => {
    const holder = holders.get(id);
    if (holder !== undefined && maySeeDispute(viewer, holder)) return;
    refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", {
      field: ["disputes", String(index), "disputeId"],
    });
  });
}

function requireSome(ids: readonly string[]): void {
  if (ids.length >= MINIMUM_DISPUTES) return;
  refuse(ErrorCode.VALIDATION, `A case swarm begins with ${MINIMUM_DISPUTES} disputes at least.`, {
    field: ["disputes"],
  });
}
