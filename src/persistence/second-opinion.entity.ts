import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { RulingOutcome } from "../domain/ruling/ruling.js";
import { instant, isOneOf } from "./columns.js";
import { MediatorEntity } from "./mediator.entity.js";
import { ReviewCaseEntity } from "./review-case.entity.js";

/** What somebody who did not see the ruling would have ruled; never changed. */
@Entity({ name: "second_opinion" })
@ForeignKey(() => ReviewCaseEntity, ["sample", "position"], ["sample", "position"])
@Check(isOneOf("outcome", RulingOutcome))
export class SecondOpinionEntity {
  @PrimaryColumn({ type: "text" })
  sample!: string;

  @PrimaryColumn({ type: "integer" })
  position!: number;

  @ForeignKey(() => MediatorEntity)
  @PrimaryColumn({ name: "reviewer_id", type: "uuid" })
  reviewerId!: string;

  @Column({ type: "text" })
  outcome!: RulingOutcome;

  @Column({ type: "jsonb" })
  remedies!: unknown;

  @Column({ name: "given_at", ...instant })
  givenAt!: Date;
}
