import type { Ruling } from "../ruling/ruling.js";
import { DisputeOutcome, type Dispute } from "./dispute.js";

/** Why the platform may not decide a dispute; model.md transition 15. */
export const InadmissibilityGround = {
  ABUSE: "ABUSE",
  ALREADY_DECIDED: "ALREADY_DECIDED",
  EXTERNAL_PROCEEDING: "EXTERNAL_PROCEEDING",
  NOT_OURS: "NOT_OURS",
  NO_CLAIM: "NO_CLAIM",
  OUT_OF_TIME: "OUT_OF_TIME",
} as const;
export type InadmissibilityGround = (typeof InadmissibilityGround)[keyof typeof InadmissibilityGround];

/** A finding that the platform may not decide the dispute. */
export interface Inadmissibility {
  readonly id: string;
  readonly ground: InadmissibilityGround;
  /** What it rests on; both sides read it. */
  readonly statement: string;
  /** Code of the clause of the rulebook. */
  readonly clause: string;
  /** UUID of who declared it. */
  readonly mediatorId: string;
  readonly declaredAt: Date;
  readonly appealableUntil: Date;
}

/** What a side can appeal against: the ruling in force or the declaration by which the dispute was closed. */
export interface Appealable {
  /** UUID of the ruling; null: it is the declaration. */
  readonly rulingId: string | null;
  /** UUID of the declaration; null: it is the ruling. */
  readonly inadmissibilityId: string | null;
  /** UUID of who decided so, and never decides the appeal. */
  readonly mediatorId: string;
  readonly decidedAt: Date;
  /** As it was served; a suspension since then has moved it. */
  readonly appealableUntil: Date;
}

type Decided = Pick<Dispute, "outcome" | "inadmissibility" | "ruling">;

/** The declaration by which the dispute ended, unless it was set aside or the dispute reopened since. */
export function declarationOf({ outcome, inadmissibility }: Omit<Decided, "ruling">): Inadmissibility | null {
  return outcome === DisputeOutcome.INADMISSIBLE ? inadmissibility : null;
}

/** What can be appealed of a dispute, in time or not; null where nothing was decided. */
export function appealableOf(dispute: Decided): Appealable | null {
  const declared = declarationOf(dispute);
  if (declared !== null) {
    const { id, mediatorId, declaredAt, appealableUntil } = declared;
    return { rulingId: null, inadmissibilityId: id, mediatorId, decidedAt: declaredAt, appealableUntil };
  }
  return dispute.ruling === null ? null : ofRuling(dispute.ruling);
}

function ofRuling({ id, mediatorId, issuedAt, appealableUntil }: Ruling): Appealable {
  return { rulingId: id, inadmissibilityId: null, mediatorId, decidedAt: issuedAt, appealableUntil };
}
