import type { HandoverCapsule } from "../domain/dispute/handover.js";
import type { Tx } from "./database.js";

/** A hand-over as it is kept. */
export interface StoredHandover {
  readonly id: string;
  readonly disputeId: string;
  readonly fromMediatorId: string | null;
  readonly toMediatorId: string;
  readonly capsule: HandoverCapsule;
  readonly madeAt: Date;
}

/** Keeps what was handed on with a case for good. */
export async function insertHandover(tx: Tx, handover: StoredHandover): Promise<void> {
  const { id, disputeId, fromMediatorId, toMediatorId, capsule, madeAt } = handover;
  await tx.query(
    `INSERT INTO case_handover (id, dispute_id, from_mediator_id, to_mediator_id, capsule, made_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, disputeId, fromMediatorId, toMediatorId, JSON.stringify(capsule), madeAt],
  );
}
