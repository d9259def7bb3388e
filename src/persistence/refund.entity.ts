import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { bigint, instant } from "./columns.js";
import { OrderLineEntity } from "./order-line.entity.js";

/** Money that was paid back for an order line. */
@Entity({ name: "refund" })
@Index("refund_reference", ["orderLineId", "reference"], { unique: true })
@Check(`"amount_minor" > 0`)
export class RefundEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => OrderLineEntity)
  @Column({ name: "order_line_id", type: "uuid" })
  orderLineId!: string;

  @Column({ type: "text" })
  reference!: string;

  @Column({ name: "amount_minor", ...bigint })
  amountMinor!: bigint;

  @Column({ name: "refunded_at", ...instant })
  refundedAt!: Date;
}
