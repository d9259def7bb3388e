import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { instant } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

/** A version of a ruling after the one that was served. A trigger lets texts differ alone, and amounts, to what their formula gives. */
@Entity({ name: "ruling_correction" })
@Unique("ruling_correction_number", ["rulingId", "number"])
@Index("ruling_correction_dispute", ["disputeId", "correctedAt"])
@Check(`number >= 1`)
@Check(`reason ~ '[^[:space:]]'`)
@Check(`reasons ~ '[^[:space:]]'`)
@Check(`jsonb_array_length(changes) > 0`)
export class RulingCorrectionEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ name: "ruling_id", type: "uuid" })
  rulingId!: string;

  @Column({ type: "integer" })
  number!: number;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "mediator_id", type: "uuid" })
  mediatorId!: string;

  @Column({ type: "text" })
  reason!: string;

  /** What was changed: where, before and after. */
  @Column({ type: "jsonb" })
  changes!: unknown;

  @Column({ type: "jsonb" })
  findings!: unknown;

  @Column({ type: "jsonb" })
  conclusions!: unknown;

  @Column({ type: "text" })
  reasons!: string;

  @Column({ type: "jsonb" })
  remedies!: unknown;

  @Column({ name: "corrected_at", ...instant })
  correctedAt!: Date;

  @Column({ name: "restarts_appeal", type: "boolean" })
  restartsAppeal!: boolean;

  @Column({ name: "appealable_until", ...instant })
  appealableUntil!: Date;
}
