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

  /** Code of ISO 639, such as "zh"; null if it is not known. */
  @Column({ type: "text", nullable: true })
  language!: string | null;

  /** The marketplace's own name of the membership tier. It orders the queue, and no field shows it. */
  @Column({ type: "text", nullable: true })
  tier!: string | null;

  /** Whether the marketplace asks for somebody to look at this person's cases soon. */
  @Column({ type: "boolean", default: false })
  vulnerable!: boolean;

  @Column({ name: "created_at", ...instant })
  createdAt!: Date;
}
