import { maySeeDispute } from "../../domain/access/policy.js";
import { separatedBy } from "../../domain/access/separation.js";
import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { lockAndLoadDispute } from "../../persistence/dispute.store.js";
import { clearComplaints } from "../../persistence/relation.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** Which complaint stands against a mediator no more, and why. */
export interface ClearComplaintInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  /** UUID of the mediator whom it is about. */
  readonly mediatorId: string;
  /** For staff. */
  readonly reason: string;
}

/**
 * A senior mediator clears the complaints about somebody else in a dispute.
 * @throws RefusedError NOT_FOUND, also where there is none, FORBIDDEN for other roles, FOUR_EYES_REQUIRED for oneself,
 *   INVALID_TEXT
 */
export async function clearComplaint(
  context: UseCaseContext,
  input: ClearComplaintInput,
): Promise<{ readonly disputeId: string }> {
  const { clientMutationId, disputeId, mediatorId } = input;
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const key = { mutation: "clearComplaint", clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const { viewer, clock } = context;
    const loaded = await lockAndLoadDispute(tx, disputeId);
    if (loaded === null || !maySeeDispute(viewer, loaded.dispute))
      refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
    if (viewer.role !== Role.SENIOR_MEDIATOR)
      refuse(ErrorCode.FORBIDDEN, "Only senior mediators clear complaints.");
    const matter = { ...loaded.dispute, complaintAboutId: mediatorId };
    const separated = separatedBy("CLEAR_COMPLAINT", matter, viewer.id);
    if (separated !== null) throw new RefusedError([separated]);
    const cleared = { disputeId, mediatorId, by: viewer, at: clock.now(), reason };
    if ((await clearComplaints(tx, cleared)) === 0)
      refuse(ErrorCode.NOT_FOUND, "No complaint about this mediator is open.", { field: ["mediatorId"] });
    return { disputeId };
  });
}
