import type { Side, Viewer } from "../domain/access/viewer.js";
import type { ComplaintGround, RelationKind } from "../domain/conflict/conflict.js";
import type { Sql, Tx } from "./database.js";

/** A relation that a mediator declared. */
export interface DeclaredRelation {
  readonly side: Side;
  /** UUID of the merchant or shopper. */
  readonly partyId: string;
  readonly kind: RelationKind;
  /** When the relation itself ended or will end; null: not known. */
  readonly until: Date | null;
  readonly declaredAt: Date;
}

/** Adds a relation of a mediator. */
export async function insertRelation(
  tx: Tx,
  relation: DeclaredRelation & { readonly id: string; readonly mediatorId: string },
): Promise<void> {
  const { id, mediatorId, side, partyId, kind, until, declaredAt } = relation;
  await tx.query(
    `INSERT INTO mediator_relation (id, mediator_id, side, party_id, kind, until, declared_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, mediatorId, side, partyId, kind, until, declaredAt],
  );
}

/** Ends the standing relations of a mediator to a party. @returns how many there were */
export async function endRelations(
  tx: Tx,
  {
    mediatorId,
    partyId,
    endedAt,
  }: { readonly mediatorId: string; readonly partyId: string; readonly endedAt: Date },
): Promise<number> {
  const rows = await tx.query(
    `UPDATE mediator_relation SET ended_at = greatest($3, declared_at)
     WHERE mediator_id = $1 AND party_id = $2 AND ended_at IS NULL RETURNING id`,
    [mediatorId, partyId, endedAt],
  );
  return rows.length;
}

/** The standing relations of a mediator, oldest first. */
export async function readRelations(sql: Sql, mediatorId: string): Promise<DeclaredRelation[]> {
  return sql.query<DeclaredRelation>(
    `SELECT side, party_id AS "partyId", kind, until, declared_at AS "declaredAt" FROM mediator_relation
     WHERE mediator_id = $1 AND ended_at IS NULL ORDER BY declared_at, id`,
    [mediatorId],
  );
}

/** A complaint of a party about the mediator of its case. */
export interface NewComplaint {
  readonly id: string;
  readonly disputeId: string;
  readonly mediatorId: string;
  readonly side: Side;
  readonly partyId: string;
  readonly ground: ComplaintGround;
  readonly statement: string;
  readonly madeAt: Date;
}

/** Adds a complaint. @returns false where the side has one about this mediator in this case that nobody cleared */
export async function insertComplaint(tx: Tx, complaint: NewComplaint): Promise<boolean> {
  const { id, disputeId, mediatorId, side, partyId, ground, statement, madeAt } = complaint;
  const rows = await tx.query(
    `INSERT INTO mediator_complaint (id, dispute_id, mediator_id, side, party_id, ground, statement, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (dispute_id, mediator_id, side) WHERE cleared_at IS NULL DO NOTHING RETURNING id`,
    [id, disputeId, mediatorId, side, partyId, ground, statement, madeAt],
  );
  return rows.length > 0;
}

/** Clears the open complaints about a mediator in a dispute. @returns how many there were */
export async function clearComplaints(
  tx: Tx,
  cleared: {
    readonly disputeId: string;
    readonly mediatorId: string;
    readonly by: Pick<Viewer, "id">;
    readonly at: Date;
    readonly reason: string;
  },
): Promise<number> {
  const rows = await tx.query(
    `UPDATE mediator_complaint SET cleared_at = $3, cleared_by_id = $4, clear_reason = $5
     WHERE dispute_id = $1 AND mediator_id = $2 AND cleared_at IS NULL RETURNING id`,
    [cleared.disputeId, cleared.mediatorId, cleared.at, cleared.by.id, cleared.reason],
  );
  return rows.length;
}
