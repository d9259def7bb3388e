import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** What the hash of one event of the log covers: everything that the event says. */
export interface HashedEvent {
  /** UUID in lower case, as the database returns it. */
  readonly disputeId: string;
  /** The number within the dispute, from 1. */
  readonly sequence: number;
  readonly type: string;
  readonly audience: string;
  readonly actorRole: string;
  readonly actorId: string;
  /** JSON: what `JSON.stringify` makes of it is what is stored and hashed. */
  readonly payload: unknown;
  readonly clause: string | null;
  /** Whole milliseconds, like the column. */
  readonly occurredAt: Date;
}

/** The hash that the first event of a dispute links to: SHA-256 (hex) of a text that names the dispute. */
export function genesisHash(disputeId: string): string {
  return createHash("sha256").update(`ombud:dispute:${disputeId}`).digest("hex");
}

/**
 * The hash of an event: SHA-256 (hex) over the previous hash and the event as canonical JSON
 * (RFC 8785: sorted keys, one way to write a number), so that it can be recomputed from the stored
 * row although `jsonb` orders keys in its own way.
 * @param previousHash hash of the event before, or {@link genesisHash} for sequence 1
 */
export function hashEvent(previousHash: string, event: HashedEvent): string {
  const canonical = canonicalize({
    disputeId: event.disputeId,
    sequence: event.sequence,
    type: event.type,
    audience: event.audience,
    actorRole: event.actorRole,
    actorId: event.actorId,
    payload: event.payload,
    clause: event.clause,
    occurredAt: event.occurredAt.toISOString(),
  });
  return createHash("sha256")
    .update(previousHash)
    .update(canonical ?? "")
    .digest("hex");
}
