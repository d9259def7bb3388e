import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

/** What was handed on with a case; append-only. Staff only; the event of the transfer holds its hash. */
@Entity({ name: "case_handover" })
@Index("case_handover_dispute", ["disputeId", "madeAt", "id"])
export class CaseHandoverEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "from_mediator_id", type: "uuid", nullable: true })
  fromMediatorId!: string | null;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "to_mediator_id", type: "uuid" })
  toMediatorId!: string;

  @Column({ type: "jsonb" })
  capsule!: object;

  @Column({ name: "made_at", ...instant })
  madeAt!: Date;
}
