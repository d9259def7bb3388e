import { Check, Column, Entity, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";

/** A member of the platform's staff who takes cases. */
@Entity({ name: "mediator" })
@Check(`"level" BETWEEN 1 AND 3`)
@Check(`"capacity" >= 0`)
@Check(
  "mediator_shift",
  `(shift_started_at IS NULL) = (shift_ends_at IS NULL) AND shift_ends_at >= shift_started_at`,
)
export class MediatorEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ name: "public_name", type: "text" })
  publicName!: string;

  @Column({ type: "smallint" })
  level!: 1 | 2 | 3;

  /** How many cases at a time. */
  @Column({ type: "integer" })
  capacity!: number;

  /** Codes of the reasons; where there are neither these nor certifications for groups, all. */
  @Column({ name: "certified_reasons", type: "text", array: true })
  certifiedReasons!: string[];

  /** Merchants that this person is related to: a conflict of interest. */
  @Column({ name: "related_merchant_ids", type: "uuid", array: true })
  relatedMerchantIds!: string[];

  /** Codes of ISO 639, such as "zh"; none means all. */
  @Column({ type: "text", array: true, default: [] })
  languages!: string[];

  /** When the latest shift began; null for who does not work in shifts. */
  @Column({ name: "shift_started_at", ...instant, nullable: true })
  shiftStartedAt!: Date | null;

  /** When that shift ends, or ended. */
  @Column({ name: "shift_ends_at", ...instant, nullable: true })
  shiftEndsAt!: Date | null;
}
