import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** A member of the platform's staff who takes cases. */
@Entity({ name: "mediator" })
@Check(`"level" BETWEEN 1 AND 3`)
@Check(`"capacity" >= 0`)
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

  /** Codes of the reasons; none means all. */
  @Column({ name: "certified_reasons", type: "text", array: true })
  certifiedReasons!: string[];

  /** Merchants that this person is related to: a conflict of interest. */
  @Column({ name: "related_merchant_ids", type: "uuid", array: true })
  relatedMerchantIds!: string[];
}
