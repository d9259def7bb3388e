import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";

/** A seller on the marketplace. */
@Entity({ name: "merchant" })
@Check(`"country" ~ '^[A-Z]{2}$'`)
@Index("merchant_reference", ["reference"], { unique: true })
export class MerchantEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "text" })
  reference!: string;

  @Column({ type: "text" })
  name!: string;

  @Column({ type: "text", nullable: true })
  city!: string | null;

  @Column({ type: "text", nullable: true })
  region!: string | null;

  /** ISO 3166-1 alpha-2; whose public holidays count for the merchant's clocks. */
  @Column({ type: "text", nullable: true })
  country!: string | null;

  @Column({ name: "created_at", ...instant })
  createdAt!: Date;
}
