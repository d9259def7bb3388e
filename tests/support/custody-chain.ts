import { custodyGenesis, hashCustody } from "../../src/persistence/custody-hash.js";
import type { Database } from "../../src/persistence/database.js";

/** A link of a custody log as its row has it. */
export interface CustodyLink {
  readonly sequence: number;
  readonly file_id: string;
  readonly act: string;
  readonly actor_role: string;
  readonly actor_id: string;
  readonly detail: unknown;
  readonly occurred_at: Date;
  readonly event_sequence: number;
  readonly event_hash: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** The custody log of a dispute, in order. */
export function custodyOf(database: Database, disputeId: string): Promise<CustodyLink[]> {
  return database.query<CustodyLink & Record<string, unknown>>(
    "SELECT * FROM evidence_custody WHERE dispute_id = $1 ORDER BY sequence",
    [disputeId],
  );
}

/** Expects that every link of the custody log of a dispute holds, to the link before and to the dispute's own log. */
export async function expectCustodyHolds(database: Database, disputeId: string): Promise<void> {
  const events = await database.query<{ sequence: number; hash: string }>(
    "SELECT sequence, hash FROM dispute_event WHERE dispute_id = $1",
    [disputeId],
  );
  const hashes = new Map(events.map(({ sequence, hash }) => [sequence, hash]));
  let previous = custodyGenesis(disputeId);
  for (const [index, link] of (await custodyOf(database, disputeId)).entries()) {
    expect(link.sequence).toBe(index + 1);
    expect(link.previous_hash).toBe(previous);
    previous = hashCustody(previous, {
      ...{ disputeId, sequence: link.sequence, fileId: link.file_id, act: link.act, detail: link.detail },
      ...{ actorRole: link.actor_role, actorId: link.actor_id, occurredAt: link.occurred_at },
      ...{ eventSequence: link.event_sequence, eventHash: link.event_hash },
    });
    expect(link.hash).toBe(previous);
    expect(hashes.get(link.event_sequence)).toBe(link.event_hash);
  }
}
