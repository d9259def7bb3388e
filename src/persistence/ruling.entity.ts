import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { DisputeOutcome } from "../domain/dispute/dispute.js";
import type { RulingOutcome } from "../domain/ruling/ruling.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

const rulingOutcomes: { readonly [Outcome in RulingOutcome]: Outcome } = {
  NOT_PROVEN: DisputeOutcome.NOT_PROVEN,
  RULED_FOR_MERCHANT: DisputeOutcome.RULED_FOR_MERCHANT,
  RULED_FOR_SHOPPER: DisputeOutcome.RULED_FOR_SHOPPER,
  RULED_SPLIT: DisputeOutcome.RULED_SPLIT,
};

/** A mediator's reasoned decision. */
@Entity({ name: "ruling" })
@Index("ruling_dispute", ["disputeId", "issuedAt"])
@Index("ruling_recommended", ["issuedAt"], { where: `recommended IS NOT NULL` })
@Check(isOneOf("outcome", rulingOutcomes))
@Check(`jsonb_array_length(findings) > 0`)
@Check(
  `NOT jsonb_path_exists(findings, 'strict $[*] ? (@.type() != "object")')
    AND NOT jsonb_path_exists(findings, '$[*] ? (!(
      exists(@.sources[*] ? (@ like_regex "[A-Z]"))
      || exists(@.evidenceItemIds[*] ? (@ like_regex "^[0-9a-f-]{36}$"))
      || exists(@.absences[*] ? (@.side like_regex "[A-Z]" && @.slot like_regex "[A-Z]"))
      || exists(@.recordedAbsence ? (@ like_regex "[^ ]"))
      || exists(@.sharedFindingOf ? (@ like_regex "^[0-9a-f-]{36}$"))))')`,
)
@Check(`length(reasons) > 0`)
@Check(`cardinality(clauses) > 0`)
@Check(`jsonb_array_length(conclusions) > 0`)
@Check(`jsonb_typeof(deficiencies) = 'array'`)
@Check(`review ->> 'reviewerId' <> mediator_id::text`)
@Check(`divergence_reason IS NULL OR recommended IS NOT NULL`)
export class RulingEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "mediator_id", type: "uuid" })
  mediatorId!: string;

  @Column({ type: "text" })
  outcome!: RulingOutcome;

  @Column({ type: "jsonb" })
  findings!: unknown;

  @Column({ type: "text" })
  reasons!: string;

  @Column({ type: "text", array: true })
  clauses!: string[];

  /** Which findings lead to which clause. */
  @Column({ type: "jsonb" })
  conclusions!: unknown;

  @Column({ name: "fault_shares", type: "jsonb" })
  faultShares!: unknown;

  @Column({ type: "jsonb" })
  remedies!: unknown;

  @Column({ name: "issued_at", ...instant })
  issuedAt!: Date;

  @Column({ name: "appealable_until", ...instant })
  appealableUntil!: Date;

  /** What the rulebook recommended; null where it had no recommendation. */
  @Column({ type: "jsonb", nullable: true })
  recommended!: unknown;

  /** Why the mediator ruled otherwise than recommended. */
  @Column({ name: "divergence_reason", type: "text", nullable: true })
  divergenceReason!: string | null;

  /** Who looked at it before it was served, when, and the hash of what was approved. */
  @Column({ type: "jsonb", nullable: true })
  review!: unknown;

  /** What the checks of the rulebook found in it. */
  @Column({ type: "jsonb", default: [] })
  deficiencies!: unknown;
}
