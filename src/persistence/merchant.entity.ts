import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";

/** A seller on the marketplace. */
@Entity({ name: "merchant" })
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

  @Column({ name: "created_at", ...instant })
  createdAt!: Date;
}
