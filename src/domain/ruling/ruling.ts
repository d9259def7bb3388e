import type { EvidenceAbsence } from "../evidence/dispute-evidence.js";
import type { DisputeOutcome } from "../dispute/dispute.js";
import type { RemedyItem, RemedyKind } from "../dispute/remedy.js";
import type { FormulaTrace } from "../rulebook/formula-values.js";
import type { Deficiency } from "./deficiency.js";
import type { RulingReview } from "./second-review.js";

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
  /** UUID of the case swarm whose shared finding it takes over; absent where it takes over none. */
  readonly sharedFindingOf?: string;
}

/** What some findings lead to under one clause. */
export interface Conclusion {
  /** Why the clause applies to what was found; null where the reasons of the ruling say it for all clauses together. */
  readonly text: string | null;
  /** Code of a clause of {@link rulebookVersion}. */
  readonly clause: string;
  readonly rulebookVersion: string;
  /** Positions of the findings that it rests on, from 0; never none. */
  readonly findingIndexes: readonly number[];
}

/** One party's share of the fault in basis points; the shares of a ruling sum to 10,000 or are none. */
export interface FaultShare {
  readonly party: FaultParty;
  readonly basisPoints: number;
}

/** One thing that a ruling orders, with who pays for it and how its amount compares with the rule. */
export interface RuledRemedy extends RemedyItem {
  /** Who bears it in the end, whoever performs it: shares that sum to 10,000; none in rulings from before this was kept. */
  readonly costBearers: readonly FaultShare[];
  /** What the rule gives for the line, with everything that it was worked out from; null for acts and where no formula is. */
  readonly formulaTrace: FormulaTrace | null;
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
  /** Each clause stands in at least one. */
  readonly conclusions: readonly Conclusion[];
  readonly faultShares: readonly FaultShare[];
  readonly remedies: readonly RuledRemedy[];
  readonly issuedAt: Date;
  readonly appealableUntil: Date;
  /** What the rulebook recommended; null where it had no recommendation. Staff only. */
  readonly recommended: RecommendedRuling | null;
  /** Why the mediator ruled otherwise; null where the ruling is as recommended, or nothing was. Staff only. */
  readonly divergenceReason: string | null;
  /** Who looked at it before it was served; null where nobody had to. Staff only. */
  readonly review: RulingReview | null;
  /** What the checks of the rulebook found in it when it was issued. Staff only. */
  readonly deficiencies: readonly Deficiency[];
}

/** A ruling as an event may hold it: the first were issued before conclusions, cost bearers and traces were kept. */
export type RecordedRuling = Omit<Ruling, "conclusions" | "deficiencies" | "remedies" | "review"> & {
  readonly deficiencies?: readonly Deficiency[];
  readonly review?: RulingReview | null;
  readonly conclusions?: readonly Conclusion[];
  readonly remedies: readonly (RemedyItem & Partial<RuledRemedy>)[];
};

/** A ruling with what its event left out: every clause follows from all that was found. */
export function completeRuling(ruling: RecordedRuling, rulebookVersion: string): Ruling {
  return {
    ...ruling,
    review: ruling.review ?? null,
    deficiencies: ruling.deficiencies ?? [],
    conclusions: ruling.conclusions ?? derivedConclusions(ruling, rulebookVersion),
    remedies: ruling.remedies.map((remedy) => ({ costBearers: [], formulaTrace: null, ...remedy })),
  };
}

/** One conclusion for each clause, resting on all findings, where nobody said which lead to which. */
export function derivedConclusions(
  { clauses, findings }: Pick<Ruling, "clauses" | "findings">,
  rulebookVersion: string,
): Conclusion[] {
  const findingIndexes = findings.map((_finding, index) => index);
  return [...new Set(clauses)].map((clause) => ({ text: null, clause, rulebookVersion, findingIndexes }));
}
