import { Role, type Side } from "../../domain/access/viewer.js";
import type { RelationKind } from "../../domain/conflict/conflict.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { readMediator } from "../../persistence/mediator.store.js";
import { insertRelation, readRelations, type DeclaredRelation } from "../../persistence/relation.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { refuseUnlisted } from "../staff/require-listed.js";
import type { UseCaseContext } from "../use-case.js";

/** To whom the mediator is related, and how. */
export interface DeclareRelationInput {
  readonly clientMutationId: string;
  readonly side: Side;
  /** UUID of the merchant or shopper. */
  readonly partyId: string;
  readonly kind: RelationKind;
  /** When the relation itself ended or will end; null: not known. */
  readonly until: Date | null;
}

/**
 * A mediator declares a relation to a merchant or shopper: no case of that party comes to him or her while it counts.
 * Whether the party is known to the platform is not told.
 * @throws RefusedError FORBIDDEN for others than mediators, NOT_FOUND for one who is not on the staff list
 */
export function declareRelation(
  context: UseCaseContext,
  input: DeclareRelationInput,
): Promise<{ readonly partyId: string }> {
  const { clientMutationId, side, partyId, kind, until } = input;
  requireMediator(context);
  return inTransactionOnce(context, { mutation: "declareRelation", clientMutationId, input }, async (tx) => {
    const { viewer, newId, clock } = context;
    if ((await readMediator(tx, viewer.id, clock.now())) === null) refuseUnlisted();
    const id = newId();
    await insertRelation(tx, {
      ...{ id, mediatorId: viewer.id, side, partyId, kind, until, declaredAt: clock.now() },
    });
    return { partyId };
  });
}

/** @throws RefusedError FORBIDDEN for others than mediators */
export function requireMediator({ viewer }: UseCaseContext): void {
  if (viewer.role !== Role.MEDIATOR && viewer.role !== Role.SENIOR_MEDIATOR)
    refuse(ErrorCode.FORBIDDEN, "Only mediators declare relations.");
}

/** The relations of the viewer that count, oldest first; none for others than mediators. */
export function listRelations({ database, viewer }: UseCaseContext): Promise<DeclaredRelation[]> {
  return readRelations(database, viewer.id);
}
