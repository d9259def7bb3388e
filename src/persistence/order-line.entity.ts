import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { LinePromise } from "../domain/order/order.js";
import { bigint, instant } from "./columns.js";
import { MerchantEntity } from "./merchant.entity.js";
import { OrderEntity } from "./order.entity.js";

/** A line of an order; amounts are for the whole line, in minor units. */
@Entity({ name: "order_line" })
@Index("order_line_position", ["orderId", "position"], { unique: true })
@Index("order_line_merchant", ["merchantId", "orderId"])
@Check(`"position" >= 1`)
@Check(`"quantity" >= 1`)
@Check(`"unit_price_minor" >= 0`)
@Check(`"discount_minor" >= 0`)
@Check(`"freight_minor" >= 0`)
@Check(`"paid_minor" >= 0`)
@Check(`"freight_paid_minor" >= 0`)
export class OrderLineEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => OrderEntity)
  @Column({ name: "order_id", type: "uuid" })
  orderId!: string;

  @ForeignKey(() => MerchantEntity)
  @Column({ name: "merchant_id", type: "uuid" })
  merchantId!: string;

  @Column({ type: "integer" })
  position!: number;

  @Column({ type: "text" })
  sku!: string;

  @Column({ type: "text" })
  title!: string;

  @Column({ type: "text", nullable: true })
  variant!: string | null;

  @Column({ type: "text", nullable: true })
  category!: string | null;

  @Column({ type: "integer" })
  quantity!: number;

  /** Of one unit. */
  @Column({ name: "unit_price_minor", ...bigint })
  unitPriceMinor!: bigint;

  @Column({ name: "discount_minor", ...bigint })
  discountMinor!: bigint;

  @Column({ name: "freight_minor", ...bigint })
  freightMinor!: bigint;

  @Column({ name: "paid_minor", ...bigint })
  paidMinor!: bigint;

  @Column({ name: "freight_paid_minor", ...bigint })
  freightPaidMinor!: bigint;

  @Column({ type: "boolean" })
  perishable!: boolean;

  @Column({ name: "ship_by", ...instant, nullable: true })
  shipBy!: Date | null;

  @Column({ type: "jsonb" })
  promises!: LinePromise[];
}
