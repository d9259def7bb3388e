import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Side } from "../domain/access/viewer.js";
import {
  ObligationCondition,
  ObligationKind,
  ObligationParty,
  ObligationStatus,
} from "../domain/obligation/obligation.js";
import { bigint, instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { OrderLineEntity } from "./order-line.entity.js";

/** What somebody must do after a concession, a settlement, silence or a ruling. */
@Entity({ name: "obligation" })
@Index("obligation_dispute", ["disputeId", "dueAt", "id"])
@Index("obligation_order_line", ["orderLineId"])
@Check(isOneOf("kind", ObligationKind))
@Check(isOneOf("owner", ObligationParty))
@Check(isOneOf("beneficiary", Side))
@Check(`"amount_minor" >= 0`)
@Check(isOneOf("condition", ObligationCondition))
@Check(isOneOf("status", ObligationStatus))
export class ObligationEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @ForeignKey(() => OrderLineEntity)
  @Column({ name: "order_line_id", type: "uuid" })
  orderLineId!: string;

  @Column({ type: "text" })
  kind!: ObligationKind;

  @Column({ type: "text" })
  owner!: ObligationParty;

  @Column({ type: "text" })
  beneficiary!: Side;

  @Column({ name: "amount_minor", ...bigint })
  amountMinor!: bigint;

  @Column({ type: "text", nullable: true })
  condition!: ObligationCondition | null;

  @Column({ type: "text" })
  status!: ObligationStatus;

  @Column({ name: "due_at", ...instant })
  dueAt!: Date;
}
