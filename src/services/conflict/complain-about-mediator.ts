import { maySeeDispute } from "../../domain/access/policy.js";
import { Side, sideOf } from "../../domain/access/viewer.js";
import type { ComplaintGround } from "../../domain/conflict/conflict.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { lockAndLoadDispute } from "../../persistence/dispute.store.js";
import { insertComplaint } from "../../persistence/relation.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** What a party complains about. */
export interface ComplainAboutMediatorInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  readonly ground: ComplaintGround;
  /** For staff. */
  readonly statement: string;
}

/**
 * A party complains about the mediator who has its case. The case goes on; until a senior clears it, the mediator gets no
 * further case of this party for as long as the rulebook says. The other side and the mediator are not told.
 * @throws RefusedError NOT_FOUND, FORBIDDEN for others than the sides, STATE_CONFLICT where nobody has the case,
 *   ATTEMPT_LIMIT for a second one about the same mediator, INVALID_TEXT
 */
export async function complainAboutMediator(
  context: UseCaseContext,
  input: ComplainAboutMediatorInput,
): Promise<{ readonly disputeId: string }> {
  const { clientMutationId, disputeId, ground } = input;
  const rule = { field: ["statement"], maximum: TextLimit.MESSAGE, multiline: true };
  const statement = cleanText(input.statement, rule);
  const key = { mutation: "complainAboutMediator", clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const { viewer, clock, newId } = context;
    const loaded = await lockAndLoadDispute(tx, disputeId);
    if (loaded === null || !maySeeDispute(viewer, loaded.dispute))
      refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
    const { mediatorId, merchantId, shopperId } = loaded.dispute;
    const side = sideOf(viewer.role);
    if (side === null) refuse(ErrorCode.FORBIDDEN, "Only the two sides complain about a mediator.");
    if (mediatorId === null) refuse(ErrorCode.STATE_CONFLICT, "Nobody has the case now.");
    const partyId = side === Side.MERCHANT ? merchantId : shopperId;
    const complaint = { id: newId(), disputeId, mediatorId, side, partyId, ground, statement };
    if (!(await insertComplaint(tx, { ...complaint, madeAt: clock.now() })))
      refuse(ErrorCode.ATTEMPT_LIMIT, "Your side has complained about this mediator already.");
    return { disputeId };
  });
}
