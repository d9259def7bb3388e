import type { Side } from "../access/viewer.js";
import type { EvidenceType } from "../evidence/evidence-type.js";
import type { Dispute } from "./dispute.js";

/** One item that a shared finding rests on, as every side may know it: what it is, never whose dispute it is of. */
export interface SharedEvidence {
  /** How the finding calls it, e.g. "E1"; the swarm's own row says which item that is. */
  readonly reference: string;
  readonly slot: EvidenceType;
  /** Who handed it in; null where no side brought it. */
  readonly side: Side | null;
}

/** A finding of fact that was decided once for all disputes of a swarm. */
export interface SharedFinding {
  readonly text: string;
  readonly evidence: readonly SharedEvidence[];
  /** SHA-256 (hex) of the finding with the items behind its references. */
  readonly hash: string;
  /** UUID of who decided it. */
  readonly mediatorId: string;
  readonly decidedAt: Date;
}

/** A shared finding as it counts in one dispute. */
export interface AppliedFinding extends SharedFinding {
  /** Until when either side may still have its dispute decided without it. */
  readonly optOutUntil: Date;
}

/** That a dispute is decided together with others that have one cause. It is in one swarm at a time. */
export interface SwarmMembership {
  /** UUID. */
  readonly swarmId: string;
  /** What is behind all of them; both sides read it. */
  readonly commonCause: string;
  readonly addedAt: Date;
  /** Null while nothing was found for all of them. */
  readonly finding: AppliedFinding | null;
  /** Which side wants its dispute decided by itself; null while neither does. It is never taken back. */
  readonly optOut: { readonly side: Side; readonly optedOutAt: Date } | null;
}

/**
 * The shared finding that counts in a dispute: nothing of the kind where none was made, or a side opted out of it.
 * @param swarmId the swarm whose finding is meant, as a UUID
 */
export function countingFinding({ swarm }: Pick<Dispute, "swarm">, swarmId: string): AppliedFinding | null {
  if (swarm === null || swarm.swarmId !== swarmId || swarm.optOut !== null) return null;
  return swarm.finding;
}

/** Whether all of some things hang together by pairs of them, directly or through others. */
export function hangTogether(ids: readonly string[], pairs: readonly (readonly [string, string])[]): boolean {
  const reached = new Set(ids.slice(0, 1));
  for (const id of reached) {
    for (const pair of pairs) if (pair.includes(id)) pair.forEach((end) => reached.add(end));
  }
  return ids.every((id) => reached.has(id));
}
