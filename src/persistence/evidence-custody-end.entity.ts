import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { DisputeEntity } from "./dispute.entity.js";

/** Where the custody log of a dispute ends; a trigger keeps it, so that a cut-off end shows. */
@Entity({ name: "evidence_custody_end" })
@Check(`"sequence" >= 1`)
export class EvidenceCustodyEndEntity {
  @ForeignKey(() => DisputeEntity)
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ type: "integer" })
  sequence!: number;

  @Column({ type: "text" })
  hash!: string;
}
