import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Side } from "../domain/access/viewer.js";
import { ComplaintGround } from "../domain/conflict/conflict.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

/** A party's complaint about a mediator. Nobody clears a complaint about himself or herself. */
@Entity({ name: "mediator_complaint" })
@Index("mediator_complaint_open", ["mediatorId", "partyId"], { where: "cleared_at IS NULL" })
@Index("mediator_complaint_once", ["disputeId", "mediatorId", "side"], {
  unique: true,
  where: "cleared_at IS NULL",
})
@Check(isOneOf("side", Side))
@Check(isOneOf("ground", ComplaintGround))
@Check(`length("statement") > 0`)
@Check(
  "mediator_complaint_cleared",
  `(cleared_at IS NULL) = (cleared_by_id IS NULL)
    AND (cleared_at IS NULL) = (clear_reason IS NULL) AND cleared_by_id <> mediator_id`,
)
export class MediatorComplaintEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "mediator_id", type: "uuid" })
  mediatorId!: string;

  @Column({ type: "text" })
  side!: Side;

  /** The merchant or the shopper. */
  @Column({ name: "party_id", type: "uuid" })
  partyId!: string;

  @Column({ type: "text" })
  ground!: ComplaintGround;

  /** For the party and for staff who look into it. */
  @Column({ type: "text" })
  statement!: string;

  @Column({ name: "made_at", ...instant })
  madeAt!: Date;

  @Column({ name: "cleared_at", ...instant, nullable: true })
  clearedAt!: Date | null;

  @Column({ name: "cleared_by_id", type: "uuid", nullable: true })
  clearedById!: string | null;

  @Column({ name: "clear_reason", type: "text", nullable: true })
  clearReason!: string | null;
}
