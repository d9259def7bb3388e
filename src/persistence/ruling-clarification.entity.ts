import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Side } from "../domain/access/viewer.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

/** A side's question about a ruling, with its answer. A trigger lets it be answered once. */
@Entity({ name: "ruling_clarification" })
@Index("ruling_clarification_dispute", ["disputeId", "requestedAt"])
@Index("ruling_clarification_ruling", ["rulingId"])
@Check(isOneOf("side", Side))
@Check(`question ~ '[^[:space:]]'`)
@Check(`answer ~ '[^[:space:]]'`)
@Check(`num_nonnulls(answer, answered_at, mediator_id) IN (0, 3)`)
export class RulingClarificationEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ name: "ruling_id", type: "uuid" })
  rulingId!: string;

  @Column({ type: "text" })
  side!: Side;

  @Column({ type: "text" })
  question!: string;

  @Column({ name: "requested_at", ...instant })
  requestedAt!: Date;

  @Column({ type: "text", nullable: true })
  answer!: string | null;

  @Column({ name: "answered_at", ...instant, nullable: true })
  answeredAt!: Date | null;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "mediator_id", type: "uuid", nullable: true })
  mediatorId!: string | null;
}
