import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** What the hash of one link of a custody log covers: everything that it says. */
export interface HashedCustody {
  /** UUIDs in lower case. */
  readonly disputeId: string;
  /** The number within the dispute, from 1. */
  readonly sequence: number;
  readonly fileId: string;
  readonly act: string;
  readonly actorRole: string;
  readonly actorId: string;
  /** JSON. */
  readonly detail: unknown;
  /** Whole milliseconds, like the column. */
  readonly occurredAt: Date;
  /** Where the dispute's own log ended then. */
  readonly eventSequence: number;
  readonly eventHash: string;
}

/** The hash that the first link of a dispute's custody log links to: SHA-256 (hex) of a text that names the dispute. */
export function custodyGenesis(disputeId: string): string {
  return createHash("sha256").update(`ombud:custody:${disputeId}`).digest("hex");
}

/**
 * The hash of a link: SHA-256 (hex) over the previous hash and the link as canonical JSON (RFC 8785). It also holds the
 * end of the dispute's log, so neither can be rewritten without the other.
 * @param previousHash hash of the link before, or {@link custodyGenesis} for sequence 1
 */
export function hashCustody(previousHash: string, link: HashedCustody): string {
  const canonical = canonicalize({
    disputeId: link.disputeId,
    sequence: link.sequence,
    fileId: link.fileId,
    act: link.act,
    actorRole: link.actorRole,
    actorId: link.actorId,
    detail: link.detail,
    occurredAt: link.occurredAt.toISOString(),
    eventSequence: link.eventSequence,
    eventHash: link.eventHash,
  });
  return createHash("sha256")
    .update(previousHash)
    .update(canonical ?? "")
    .digest("hex");
}
