import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";
import { OrderEntity } from "./order.entity.js";

/** What the shopper answered to the marketplace's survey. */
@Entity({ name: "review" })
@Index("review_reference", ["orderId", "reference"], { unique: true })
@Check(`"score" BETWEEN 1 AND 5`)
export class ReviewEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => OrderEntity)
  @Column({ name: "order_id", type: "uuid" })
  orderId!: string;

  @Column({ type: "text" })
  reference!: string;

  @Column({ type: "smallint" })
  score!: number;

  @Column({ type: "text", nullable: true })
  title!: string | null;

  @Column({ type: "text", nullable: true })
  message!: string | null;

  @Column({ name: "asked_at", ...instant, nullable: true })
  askedAt!: Date | null;

  @Column({ name: "answered_at", ...instant, nullable: true })
  answeredAt!: Date | null;
}
