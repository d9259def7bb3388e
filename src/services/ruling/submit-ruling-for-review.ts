import { rulingRefusals } from "../../domain/dispute/decisions/ruling.js";
import { DisputeStatus } from "../../domain/dispute/dispute.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import type { Tx } from "../../persistence/database.js";
import { markSubmitted, type RulingDraftJson } from "../../persistence/ruling-draft.store.js";
import { clockFirst } from "../disputes/clock-first.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { requireAuthor, requireVersion, type Drafting, type RulingDraftChange } from "./drafting.js";
import { rulingCommand, withAdviceAndApproval, type WrittenRuling } from "./ruling-content.js";

/** Which version of the draft is meant. */
export interface RulingReviewInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  readonly draftVersion: number;
}

/**
 * The mediator of the case hands the draft to a senior. It must be fit to be issued; the decision clock runs on.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, VERSION_CONFLICT, and what `issueRuling` would refuse
 */
export function submitRulingForReview(
  context: UseCaseContext,
  input: RulingReviewInput,
): Promise<RulingDraftChange> {
  const { disputeId, draftVersion: version, clientMutationId } = input;
  const key = { mutation: "submitRulingForReview", clientMutationId, input };
  return clockFirst(context, disputeId, () =>
    inTransactionOnce(context, key, async (tx) => {
      const drafting = await requireAuthor(tx, context, { disputeId, actions: ["ISSUE_RULING"] });
      const draft = requireVersion(drafting, version, "DRAFT");
      if (draft.author_id !== context.viewer.id)
        refuse(ErrorCode.FORBIDDEN, "Another mediator wrote this draft. Save it as your own first.");
      await requireFit(tx, drafting, draft);
      await markSubmitted(tx, disputeId, version, context.clock.now());
      return { disputeId, version };
    }),
  );
}

async function requireFit(tx: Tx, { dispute, deciding }: Drafting, draft: RulingDraftJson): Promise<void> {
  const { outcome, ...written } = draft.content as WrittenRuling;
  if (outcome === null)
    refuse(ErrorCode.REASONS_REQUIRED, "The draft has no outcome yet.", { field: ["outcome"] });
  const command = rulingCommand({ outcome, ...written })({ dispute, deciding });
  const advised = await withAdviceAndApproval(tx, { dispute, deciding });
  const context = { ...advised, approvedRuling: undefined, target: DisputeStatus.RULED };
  const [first, ...others] = rulingRefusals(dispute, command, context);
  if (first !== undefined) throw new RefusedError([first, ...others]);
}
