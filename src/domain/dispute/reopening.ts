import type { Role } from "../access/viewer.js";
import { ObligationStatus } from "../obligation/obligation.js";
import { DisputeOutcome, type Dispute } from "./dispute.js";

/** Why a closed dispute is taken up again. */
export const ReopeningGround = {
  CONFLICT_OF_INTEREST: "CONFLICT_OF_INTEREST",
  FRAUD: "FRAUD",
  INCOMPLETE_PERFORMANCE: "INCOMPLETE_PERFORMANCE",
  NEW_EVIDENCE: "NEW_EVIDENCE",
} as const;
export type ReopeningGround = (typeof ReopeningGround)[keyof typeof ReopeningGround];

/** One time that a closed dispute was taken up again. */
export interface Reopening {
  readonly ground: ReopeningGround;
  /** What is new, or what was not performed; both sides read it. */
  readonly statement: string;
  readonly reopenedBy: Role;
  readonly reopenedAt: Date;
  /** When it had been closed, and how it had ended. */
  readonly closedAt: Date;
  readonly outcome: DisputeOutcome;
  /** Who had the case, and does not get it again; null where nobody had, or where it stays with them. */
  readonly formerMediatorId: string | null;
}

const { CONFLICT_OF_INTEREST, FRAUD, INCOMPLETE_PERFORMANCE, NEW_EVIDENCE } = ReopeningGround;

/** What the shopper gave up can be filed again, and what was merged goes on in another dispute. */
const neverAgain: ReadonlySet<DisputeOutcome | null> = new Set([
  DisputeOutcome.WITHDRAWN,
  DisputeOutcome.MERGED,
]);

/** The grounds on which a dispute that ended as it did can be taken up again; how often and how long apart. */
export function reopeningGrounds({
  outcome,
  mediatorId,
  obligations,
}: Pick<Dispute, "outcome" | "mediatorId" | "obligations">): ReopeningGround[] {
  if (neverAgain.has(outcome)) return [];
  const performed = obligations.some(({ status }) => status === ObligationStatus.PERFORMED);
  const incomplete = performed ? [INCOMPLETE_PERFORMANCE] : [];
  if (outcome === DisputeOutcome.LAPSED) return [NEW_EVIDENCE];
  const biased = mediatorId === null ? [] : [CONFLICT_OF_INTEREST];
  return [NEW_EVIDENCE, ...biased, FRAUD, ...incomplete];
}

/** How often a dispute was taken up again, as far as that counts towards the limit. */
export function countedReopenings({ reopenings }: Pick<Dispute, "reopenings">): number {
  return reopenings.filter(({ ground }) => ground !== INCOMPLETE_PERFORMANCE).length;
}
