import type { Dispute } from "../../src/domain/dispute/dispute.js";
import { evolve } from "../../src/domain/dispute/evolve.js";
import type { Database } from "../../src/persistence/database.js";
import { loadDispute } from "../../src/persistence/dispute.store.js";
import { eventFrom } from "../../src/persistence/event-payload.js";

interface LoggedEvent {
  readonly dispute_id: string;
  readonly type: string;
  readonly payload: unknown;
  readonly occurred_at: Date;
}

const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1);

/** The tables keep no order among lines, obligations, offers and evidence of one instant, so neither does the comparison. */
function unordered(dispute: Dispute | undefined): unknown {
  if (dispute === undefined) return undefined;
  const items = dispute.claim.items.toSorted((one, other) => (one.orderLineId < other.orderLineId ? -1 : 1));
  return {
    ...dispute,
    claim: { ...dispute.claim, items },
    offers: dispute.offers.toSorted(byId),
    obligations: dispute.obligations.toSorted(byId),
    evidence: { ...dispute.evidence, items: dispute.evidence.items.toSorted(byId) },
  };
}

/**
 * Asserts for every dispute of a database that folding its log gives exactly the dispute that the tables hold.
 * @returns how many disputes there are
 */
export async function expectFolded(database: Database): Promise<number> {
  const events = await database.query<LoggedEvent & Record<string, unknown>>(
    "SELECT dispute_id, type, payload, occurred_at FROM dispute_event ORDER BY dispute_id, sequence",
  );
  const folded = new Map<string, Dispute>();
  for (const { dispute_id: id, type, payload, occurred_at: occurredAt } of events) {
    folded.set(id, evolve(folded.get(id) ?? null, eventFrom(type, payload), occurredAt));
  }
  const stored = await database.query<{ id: string }>("SELECT id FROM dispute");
  expect([...folded.keys()].sort()).toEqual(stored.map(({ id }) => id).sort());
  for (const { id } of stored) {
    const loaded = await loadDispute(database, id);
    expect(unordered(folded.get(id))).toEqual(unordered(loaded?.dispute));
  }
  return stored.length;
}
