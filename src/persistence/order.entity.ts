import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { OrderStatus } from "../domain/order/order.js";
import { bigint, instant, isOneOf } from "./columns.js";
import { ShopperEntity } from "./shopper.entity.js";

/** An order as the marketplace handed it in. */
@Entity({ name: "order" })
@Index("order_reference", ["reference"], { unique: true })
@Index("order_shopper", ["shopperId", "purchasedAt", "id"])
@Index("order_purchased", ["purchasedAt", "id"])
@Check(isOneOf("status", OrderStatus))
@Check(`"paid_minor" >= 0`)
export class OrderEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "text" })
  reference!: string;

  @ForeignKey(() => ShopperEntity)
  @Column({ name: "shopper_id", type: "uuid" })
  shopperId!: string;

  @Column({ type: "text" })
  currency!: string;

  @Column({ type: "text" })
  status!: OrderStatus;

  @Column({ name: "purchased_at", ...instant })
  purchasedAt!: Date;

  @Column({ name: "approved_at", ...instant, nullable: true })
  approvedAt!: Date | null;

  @Column({ name: "promised_at", ...instant, nullable: true })
  promisedAt!: Date | null;

  @Column({ name: "paid_minor", ...bigint })
  paidMinor!: bigint;

  @Column({ type: "text", array: true })
  anomalies!: string[];

  /** Tells whether the order changed since the last import. */
  @Column({ name: "content_hash", type: "text" })
  contentHash!: string;

  @Column({ name: "imported_at", ...instant })
  importedAt!: Date;
}
