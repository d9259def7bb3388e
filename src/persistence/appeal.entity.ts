import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { Side } from "../domain/access/viewer.js";
import { AppealOutcome, AppealStatus, type AppealGround } from "../domain/ruling/appeal.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

/** One side's appeal against a ruling or a declaration. A trigger asks that these be of its dispute, and keeps whoever decided so from deciding it. */
@Entity({ name: "appeal" })
@Index("appeal_dispute", ["disputeId", "filedAt"])
@Unique("appeal_once_a_side", ["rulingId", "side"])
@Unique("appeal_declaration_once_a_side", ["inadmissibilityId", "side"])
@Check(isOneOf("side", Side))
@Check(isOneOf("status", AppealStatus))
@Check(isOneOf("outcome", AppealOutcome))
@Check(`cardinality(grounds) > 0`)
@Check(`length(statement) > 0`)
@Check(`NOT 'NEW_EVIDENCE' = ANY (grounds) OR cardinality(evidence_item_ids) > 0`)
@Check(`(answer IS NULL) = (answered_at IS NULL)`)
@Check(`(status = 'DECIDED') = (outcome IS NOT NULL)`)
@Check(`num_nonnulls(outcome, reasons, decided_by, decided_at) IN (0, 4)`)
@Check(
  `outcome IS NULL OR (outcome IN ('VARIED', 'REVERSED')) = (new_ruling_id IS NOT NULL AND changes IS NOT NULL)`,
)
@Check(`new_ruling_id IS NULL OR new_ruling_id <> ruling_id`)
@Check(`num_nonnulls(ruling_id, inadmissibility_id) = 1`)
@Check(`inadmissibility_id IS NULL OR cardinality(order_line_ids) = 0`)
@Check(`inadmissibility_id IS NULL OR outcome IS NULL OR outcome IN ('REMITTED', 'UPHELD')`)
export class AppealEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ name: "ruling_id", type: "uuid", nullable: true })
  rulingId!: string | null;

  /** The declaration appealed against, where it is no ruling. */
  @Column({ name: "inadmissibility_id", type: "uuid", nullable: true })
  inadmissibilityId!: string | null;

  @Column({ type: "text" })
  side!: Side;

  @Column({ type: "text", array: true })
  grounds!: AppealGround[];

  @Column({ type: "text" })
  statement!: string;

  /** Of which lines the remedies are disputed; none: the whole ruling is. */
  @Column({ name: "order_line_ids", type: "uuid", array: true })
  orderLineIds!: string[];

  @Column({ name: "evidence_item_ids", type: "uuid", array: true })
  evidenceItemIds!: string[];

  @Column({ type: "text" })
  status!: AppealStatus;

  @Column({ name: "filed_at", ...instant })
  filedAt!: Date;

  /** Until when the other side may join; null in appeals from before it was kept. */
  @Column({ name: "join_until", ...instant, nullable: true })
  joinUntil!: Date | null;

  @Column({ name: "answer_until", ...instant })
  answerUntil!: Date;

  @Column({ type: "text", nullable: true })
  answer!: string | null;

  @Column({ name: "answered_at", ...instant, nullable: true })
  answeredAt!: Date | null;

  @Column({ type: "text", nullable: true })
  outcome!: AppealOutcome | null;

  @Column({ type: "text", nullable: true })
  reasons!: string | null;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "decided_by", type: "uuid", nullable: true })
  decidedBy!: string | null;

  @Column({ name: "decided_at", ...instant, nullable: true })
  decidedAt!: Date | null;

  /** The ruling that stands in the place of the first. */
  @Column({ name: "new_ruling_id", type: "uuid", nullable: true })
  newRulingId!: string | null;

  /** What that ruling changes. */
  @Column({ type: "jsonb", nullable: true })
  changes!: unknown;
}
