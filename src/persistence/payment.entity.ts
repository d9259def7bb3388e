import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { bigint, instant } from "./columns.js";
import { OrderEntity } from "./order.entity.js";

/** A payment of the shopper for an order. */
@Entity({ name: "payment" })
@Index("payment_sequence", ["orderId", "sequence"], { unique: true })
@Check(`"sequence" >= 1`)
@Check(`"instalments" >= 0`)
@Check(`"amount_minor" >= 0`)
export class PaymentEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => OrderEntity)
  @Column({ name: "order_id", type: "uuid" })
  orderId!: string;

  @Column({ type: "integer" })
  sequence!: number;

  @Column({ type: "text" })
  method!: string;

  @Column({ type: "integer" })
  instalments!: number;

  @Column({ name: "amount_minor", ...bigint })
  amountMinor!: bigint;

  @Column({ name: "paid_at", ...instant, nullable: true })
  paidAt!: Date | null;
}
