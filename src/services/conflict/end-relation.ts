import { ErrorCode, refuse } from "../../domain/errors.js";
import { endRelations } from "../../persistence/relation.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { requireMediator } from "./declare-relation.js";

/** Which declarations were wrong or are past. */
export interface EndRelationInput {
  readonly clientMutationId: string;
  /** UUID of the merchant or shopper. */
  readonly partyId: string;
}

/**
 * A mediator takes back the own declarations about a party. They stay on record.
 * @throws RefusedError FORBIDDEN for others than mediators, NOT_FOUND where there is none
 */
export function endRelation(
  context: UseCaseContext,
  input: EndRelationInput,
): Promise<{ readonly partyId: string }> {
  const { clientMutationId, partyId } = input;
  requireMediator(context);
  return inTransactionOnce(context, { mutation: "endRelation", clientMutationId, input }, async (tx) => {
    const { viewer, clock } = context;
    const ended = await endRelations(tx, { mediatorId: viewer.id, partyId, endedAt: clock.now() });
    if (ended === 0)
      refuse(ErrorCode.NOT_FOUND, "You declared no relation to this party.", { field: ["partyId"] });
    return { partyId };
  });
}
