import type { EvidenceAbsence } from "../evidence/dispute-evidence.js";
import type { DisputeOutcome } from "../dispute/dispute.js";
import type { RemedyItem, RemedyKind } from "../dispute/remedy.js";

/** What a finding of fact rests on. */
export const FindingSource = {
  MERCHANT_STATEMENT: "MERCHANT_STATEMENT",
  MESSAGES: "MESSAGES",
  ORDER_RECORD: "ORDER_RECORD",
  PAYMENT_RECORD: "PAYMENT_RECORD",
  REVIEW: "REVIEW",
  SHIPMENT_RECORD: "SHIPMENT_RECORD",
  SHOPPER_STATEMENT: "SHOPPER_STATEMENT",
} as const;
export type FindingSource = (typeof FindingSource)[keyof typeof FindingSource];

/** Over whom fault can be shared. */
export const FaultParty = {
  CARRIER: "CARRIER",
  MERCHANT: "MERCHANT",
  PLATFORM: "PLATFORM",
  SHOPPER: "SHOPPER",
} as const;
export type FaultParty = (typeof FaultParty)[keyof typeof FaultParty];

/** One finding of fact and what it rests on: records, items of evidence, or evidence that was asked for and is absent. */
export interface Finding {
  readonly text: string;
  readonly sources: readonly FindingSource[];
  /** An absence in the mediator's words, where no round recorded it. */
  readonly recordedAbsence: string | null;
  /** UUIDs of items that count; absent where none is cited. */
  readonly evidenceItemIds?: readonly string[];
  /** Recorded at an exchange; absent where none is cited. */
  readonly absences?: readonly EvidenceAbsence[];
}

/** One party's share of the fault in basis points; the shares of a ruling sum to 10,000 or are none. */
export interface FaultShare {
  readonly party: FaultParty;
  readonly basisPoints: number;
}

/** How a ruling ends the dispute if it becomes final: those outcomes of a dispute that a mediator decides. */
export const RulingOutcome = {
  NOT_PROVEN: "NOT_PROVEN",
  RULED_FOR_MERCHANT: "RULED_FOR_MERCHANT",
  RULED_FOR_SHOPPER: "RULED_FOR_SHOPPER",
  RULED_SPLIT: "RULED_SPLIT",
} as const satisfies Partial<Record<DisputeOutcome, DisputeOutcome>>;
export type RulingOutcome = (typeof RulingOutcome)[keyof typeof RulingOutcome];

/** What the rulebook recommended, as it is kept with the ruling that it was given for. */
export interface RecommendedRuling {
  readonly outcome: RulingOutcome;
  /** Amounts in minor units; null where facts were missing for one. */
  readonly remedies: readonly {
    readonly kind: RemedyKind;
    readonly orderLineId: string;
    readonly amountMinor: bigint | null;
  }[];
  /** Code of the clause that the recommendation stands in. */
  readonly clause: string;
}

/** A mediator's reasoned decision. Fault is not remedy: the two are separate fields. */
export interface Ruling {
  readonly id: string;
  readonly mediatorId: string;
  readonly outcome: RulingOutcome;
  readonly findings: readonly Finding[];
  readonly reasons: string;
  /** Codes of the clauses applied, of the dispute's rulebook version. */
  readonly clauses: readonly string[];
  readonly faultShares: readonly FaultShare[];
  readonly remedies: readonly RemedyItem[];
  readonly issuedAt: Date;
  readonly appealableUntil: Date;
  /** What the rulebook recommended; null where it had no recommendation. Staff only. */
  readonly recommended: RecommendedRuling | null;
  /** Why the mediator ruled otherwise; null where the ruling is as recommended, or nothing was. Staff only. */
  readonly divergenceReason: string | null;
}
