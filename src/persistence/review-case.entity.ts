import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { DisputeEntity } from "./dispute.entity.js";
import { ReviewSampleEntity } from "./review-sample.entity.js";

/** One case of a sample. */
@Entity({ name: "review_case" })
@Index("review_case_dispute", ["sample", "disputeId"], { unique: true })
@Check(`"position" >= 1`)
export class ReviewCaseEntity {
  @ForeignKey(() => ReviewSampleEntity, "name")
  @PrimaryColumn({ type: "text" })
  sample!: string;

  @PrimaryColumn({ type: "integer" })
  position!: number;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;
}
