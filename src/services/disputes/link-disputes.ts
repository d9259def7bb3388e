import { maySeeDispute } from "../../domain/access/policy.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { mayWatch } from "../../domain/queue/watch.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { Tx } from "../../persistence/database.js";
import { endLink, insertLink, type LinkedPair } from "../../persistence/dispute-link.store.js";
import { loadDispute } from "../../persistence/dispute.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { requireListed } from "../staff/require-listed.js";
import type { UseCaseContext } from "../use-case.js";

/** Which two disputes, in either order, and how they belong together. */
export interface UnlinkDisputesInput extends LinkedPair {
  readonly clientMutationId: string;
}

/** The same with a reason. */
export interface LinkDisputesInput extends UnlinkDisputesInput {
  /** For staff. */
  readonly reason: string;
}

/**
 * Notes that two disputes belong together; no event, for nothing changes in either. Where it is noted already, the first
 * reason stays.
 * @throws RefusedError NOT_FOUND for what the viewer may not see and for a mediator on no list of staff, FORBIDDEN for who handles no disputes, VALIDATION for a
 *   dispute with itself, INVALID_TEXT, IDEMPOTENCY_MISMATCH
 */
export async function linkDisputes(
  context: UseCaseContext,
  input: LinkDisputesInput,
): Promise<{ readonly disputeId: string }> {
  const { clientMutationId, disputeId, otherId, kind } = input;
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  return inTransactionOnce(context, { mutation: "linkDisputes", clientMutationId, input }, async (tx) => {
    await requireBoth(tx, context, input);
    const pair = { disputeId, otherId, kind };
    await insertLink(tx, { id: context.newId(), pair, reason, by: context.viewer, at: context.clock.now() });
    return { disputeId };
  });
}

/**
 * Takes that back; where it is not noted, nothing changes.
 * @throws RefusedError as {@link linkDisputes}
 */
export async function unlinkDisputes(
  context: UseCaseContext,
  input: UnlinkDisputesInput,
): Promise<{ readonly disputeId: string }> {
  const { clientMutationId, disputeId, otherId, kind } = input;
  return inTransactionOnce(context, { mutation: "unlinkDisputes", clientMutationId, input }, async (tx) => {
    await requireBoth(tx, context, input);
    const pair = { disputeId, otherId, kind };
    await endLink(tx, { pair, by: context.viewer, at: context.clock.now() });
    return { disputeId };
  });
}

async function requireBoth(
  tx: Tx,
  context: UseCaseContext,
  { disputeId, otherId }: LinkedPair,
): Promise<void> {
  const { viewer } = context;
  for (const [field, id] of Object.entries({ disputeId, otherDisputeId: otherId })) {
    const found = await loadDispute(tx, id);
    if (found === null || !maySeeDispute(viewer, found.dispute)) {
      refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: [field] });
    }
  }
  if (!mayWatch(viewer.role)) {
    refuse(ErrorCode.FORBIDDEN, "Which disputes belong together is for the staff who handle disputes.");
  }
  await requireListed(tx, context);
  if (disputeId !== otherId) return;
  refuse(ErrorCode.VALIDATION, "A dispute cannot be linked to itself. Name another one.", {
    field: ["otherDisputeId"],
  });
}
