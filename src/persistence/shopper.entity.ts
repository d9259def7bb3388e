import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";

/** A buyer on the marketplace. */
@Entity({ name: "shopper" })
@Index("shopper_reference", ["reference"], { unique: true })
export class ShopperEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "text" })
  reference!: string;

  @Column({ name: "display_name", type: "text" })
  displayName!: string;

  @Column({ type: "text", nullable: true })
  city!: string | null;

  @Column({ type: "text", nullable: true })
  region!: string | null;

  @Column({ name: "created_at", ...instant })
  createdAt!: Date;
}
