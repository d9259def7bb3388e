import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";
import { MerchantEntity } from "./merchant.entity.js";
import { OrderEntity } from "./order.entity.js";

/** A parcel of one merchant of an order. */
@Entity({ name: "shipment" })
@Index("shipment_order", ["orderId", "merchantId"])
export class ShipmentEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => OrderEntity)
  @Column({ name: "order_id", type: "uuid" })
  orderId!: string;

  @ForeignKey(() => MerchantEntity)
  @Column({ name: "merchant_id", type: "uuid" })
  merchantId!: string;

  @Column({ type: "text", nullable: true })
  carrier!: string | null;

  @Column({ name: "tracking_number", type: "text", nullable: true })
  trackingNumber!: string | null;

  @Column({ name: "handed_over_at", ...instant, nullable: true })
  handedOverAt!: Date | null;

  @Column({ name: "delivered_at", ...instant, nullable: true })
  deliveredAt!: Date | null;
}
