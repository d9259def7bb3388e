import type { Dispute } from "../domain/dispute/dispute.js";
import type { RemedyKind } from "../domain/dispute/remedy.js";
import type {
  Conclusion,
  FaultShare,
  Finding,
  RecommendedRuling,
  RuledRemedy,
  Ruling,
} from "../domain/ruling/ruling.js";
import type { Deficiency } from "../domain/ruling/deficiency.js";
import type { RulingReview } from "../domain/ruling/second-review.js";
import { remedyItemsFromJson, remedyItemsToJson, type RemedyItemJson } from "./remedy-items-row.js";

/** A recommendation as it stands in the jsonb column `ruling.recommended`. */
export interface RecommendedJson {
  readonly outcome: Ruling["outcome"];
  readonly remedies: readonly {
    readonly kind: RemedyKind;
    readonly orderLineId: string;
    readonly amountMinor: string | null;
  }[];
  readonly clause: string;
}

/** A remedy as it stands in the jsonb column `ruling.remedies`; the first stand there without who bears them. */
type RuledRemedyJson = RemedyItemJson & Partial<Pick<RuledRemedy, "costBearers" | "formulaTrace">>;

/** A ruling as the aggregate of its dispute delivers it. */
export interface RulingJson {
  readonly id: string;
  readonly mediator_id: string;
  readonly outcome: Ruling["outcome"];
  readonly findings: readonly Finding[];
  readonly reasons: string;
  readonly clauses: readonly string[];
  readonly conclusions: readonly Conclusion[];
  readonly fault_shares: readonly FaultShare[];
  readonly remedies: readonly RuledRemedyJson[];
  readonly issued_at: string;
  readonly appealable_until: string;
  readonly recommended: RecommendedJson | null;
  readonly divergence_reason: string | null;
  readonly deficiencies: readonly Deficiency[];
  readonly review: (Omit<RulingReview, "approvedAt"> & { readonly approvedAt: string }) | null;
}

/** The ruling of its JSON. */
export function rulingFrom(row: RulingJson): Ruling {
  return {
    id: row.id,
    mediatorId: row.mediator_id,
    outcome: row.outcome,
    findings: row.findings,
    reasons: row.reasons,
    clauses: row.clauses,
    faultShares: row.fault_shares,
    conclusions: row.conclusions,
    remedies: ruledRemediesFrom(row.remedies),
    issuedAt: new Date(row.issued_at),
    appealableUntil: new Date(row.appealable_until),
    recommended: row.recommended === null ? null : recommendedFrom(row.recommended),
    divergenceReason: row.divergence_reason,
    deficiencies: row.deficiencies,
    review: row.review === null ? null : { ...row.review, approvedAt: new Date(row.review.approvedAt) },
  };
}

function ruledRemediesFrom(rows: readonly RuledRemedyJson[]): RuledRemedy[] {
  return remedyItemsFromJson(rows).map((item, index) => ({
    ...item,
    costBearers: rows[index]?.costBearers ?? [],
    formulaTrace: rows[index]?.formulaTrace ?? null,
  }));
}

/** The remedies of a ruling as they stand in a jsonb column. */
export function ruledRemediesToJson(remedies: readonly RuledRemedy[]): RuledRemedyJson[] {
  return remedyItemsToJson(remedies).map((item, index) => ({
    ...item,
    costBearers: remedies[index]?.costBearers ?? [],
    formulaTrace: remedies[index]?.formulaTrace ?? null,
  }));
}

function recommendedFrom({ outcome, remedies, clause }: RecommendedJson): RecommendedRuling {
  return {
    outcome,
    remedies: remedies.map(({ kind, orderLineId, amountMinor }) => ({
      kind,
      orderLineId,
      amountMinor: amountMinor === null ? null : BigInt(amountMinor),
    })),
    clause,
  };
}

function recommendedToJson({ outcome, remedies, clause }: RecommendedRuling): RecommendedJson {
  return {
    outcome,
    remedies: remedies.map(({ kind, orderLineId, amountMinor }) => ({
      kind,
      orderLineId,
      amountMinor: amountMinor?.toString() ?? null,
    })),
    clause,
  };
}

/** The row of the table `ruling` that a decision adds; none where the ruling stays as it was. */
export function rulingRows(
  before: Dispute | null,
  { id, ruling }: Dispute,
): readonly Readonly<Record<string, unknown>>[] {
  if (ruling === null || ruling.id === before?.ruling?.id) return [];
  return [
    {
      id: ruling.id,
      dispute_id: id,
      mediator_id: ruling.mediatorId,
      outcome: ruling.outcome,
      findings: ruling.findings,
      reasons: ruling.reasons,
      clauses: ruling.clauses,
      fault_shares: ruling.faultShares,
      conclusions: ruling.conclusions,
      remedies: ruledRemediesToJson(ruling.remedies),
      issued_at: ruling.issuedAt,
      appealable_until: ruling.appealableUntil,
      recommended: ruling.recommended === null ? null : recommendedToJson(ruling.recommended),
      divergence_reason: ruling.divergenceReason,
      review: ruling.review,
      deficiencies: ruling.deficiencies,
    },
  ];
}
