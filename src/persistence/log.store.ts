import type { Sql } from "./database.js";

/** An event of the log as it is stored, with what the row of its dispute says about the end of the chain. */
export interface StoredEvent {
  readonly dispute_id: string;
  readonly sequence: number;
  readonly shopper_sequence: number | null;
  readonly merchant_sequence: number | null;
  readonly type: string;
  readonly audience: string;
  readonly actor_role: string;
  readonly actor_id: string;
  readonly payload: unknown;
  readonly clause: string | null;
  readonly occurred_at: Date;
  readonly previous_hash: string;
  readonly hash: string;
  readonly number: string;
  readonly last_sequence: number;
  readonly last_shopper_sequence: number;
  readonly last_merchant_sequence: number;
  readonly last_hash: string;
  /** The text of the message that a MESSAGE_SENT tells of; null for other events, or where it is missing. */
  readonly message_text: string | null;
  /** The hash of the entry of the custody log with which an EVIDENCE_EXCHANGED says that it ended; null without one. */
  readonly custody_hash: string | null;
  /** Whether the evidence and the texts of the dispute were erased. */
  readonly erased: boolean;
}

/** Makes the transaction see one moment of the database in all its statements. Must be its first statement. */
export async function freezeSnapshot(tx: Sql): Promise<void> {
  await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

/** The events of all disputes, chain after chain, from one place on. */
export async function readStoredEvents(
  tx: Sql,
  after: { readonly disputeId: string; readonly sequence: number },
  limit: number,
): Promise<StoredEvent[]> {
  return tx.query<StoredEvent>(
    `SELECT event.dispute_id, event.sequence, event.shopper_sequence, event.merchant_sequence, event.type,
       event.audience, event.actor_role, event.actor_id, event.payload, event.clause, event.occurred_at,
       event.previous_hash, event.hash, dispute.number, dispute.last_sequence, dispute.last_shopper_sequence,
       dispute.last_merchant_sequence, dispute.last_hash, message.text AS message_text,
       custody.hash AS custody_hash, erasure.dispute_id IS NOT NULL AS erased
     FROM dispute_event AS event JOIN dispute ON dispute.id = event.dispute_id
     LEFT JOIN message ON event.type = 'MESSAGE_SENT' AND message.id = (event.payload ->> 'messageId')::uuid
     LEFT JOIN evidence_custody AS custody ON event.type = 'EVIDENCE_EXCHANGED'
       AND custody.dispute_id = event.dispute_id
       AND custody.sequence = (event.payload -> 'custody' ->> 'sequence')::integer
     LEFT JOIN dispute_erasure AS erasure ON erasure.dispute_id = event.dispute_id
     WHERE (event.dispute_id, event.sequence) > ($1::uuid, $2::integer)
     ORDER BY event.dispute_id, event.sequence LIMIT $3`,
    [after.disputeId, after.sequence, limit],
  );
}

/** The numbers of disputes without any event, which cannot be. */
export async function readDisputesWithoutEvents(tx: Sql): Promise<string[]> {
  const rows = await tx.query<{ number: string }>(
    `SELECT number FROM dispute WHERE NOT EXISTS (SELECT FROM dispute_event WHERE dispute_id = dispute.id)
     ORDER BY number`,
  );
  return rows.map(({ number }) => number);
}
