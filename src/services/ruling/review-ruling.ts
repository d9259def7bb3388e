import { cleanText, TextLimit } from "../../domain/text.js";
import { markReviewed } from "../../persistence/ruling-draft.store.js";
import { clockFirst } from "../disputes/clock-first.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { requireReviewer, requireVersion, type RulingDraftChange } from "./drafting.js";
import type { RulingReviewInput } from "./submit-ruling-for-review.js";

/** Which version goes back, and why. */
export interface ReturnRulingInput extends RulingReviewInput {
  readonly reason: string;
}

/**
 * A senior who did not write it approves exactly this version of the draft; one that is saved later is not approved.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, FOUR_EYES_REQUIRED for the author, VERSION_CONFLICT
 */
export function approveRuling(context: UseCaseContext, input: RulingReviewInput): Promise<RulingDraftChange> {
  return review(context, { mutation: "approveRuling", input, returnReason: null });
}

/**
 * A senior who did not write it gives the draft back and says why.
 * @throws RefusedError INVALID_TEXT, and as `approveRuling`
 */
export async function returnRuling(
  context: UseCaseContext,
  input: ReturnRulingInput,
): Promise<RulingDraftChange> {
  const rule = { field: ["reason"], maximum: TextLimit.REASON, multiline: true };
  const returnReason = cleanText(input.reason, rule);
  return review(context, { mutation: "returnRuling", input, returnReason });
}

function review(
  context: UseCaseContext,
  act: {
    readonly mutation: string;
    readonly input: RulingReviewInput;
    readonly returnReason: string | null;
  },
): Promise<RulingDraftChange> {
  const { mutation, input, returnReason } = act;
  const { disputeId, draftVersion: version, clientMutationId } = input;
  return clockFirst(context, disputeId, () =>
    inTransactionOnce(context, { mutation, clientMutationId, input }, async (tx) => {
      const drafting = await requireReviewer(tx, context, disputeId);
      requireVersion(drafting, version, "SECOND_REVIEW");
      const decision = { reviewerId: context.viewer.id, at: context.clock.now(), returnReason };
      await markReviewed(tx, { disputeId, version }, decision);
      return { disputeId, version };
    }),
  );
}
