import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { RehearsalScore } from "../domain/rehearsal/score-rehearsal.js";
import { instant } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

/** A past case that a mediator rules on for practice. */
@Entity({ name: "rehearsal" })
@Index("rehearsal_case", ["traineeId", "disputeId"], { unique: true })
@Check(`"number" >= 1`)
@Check(`(submitted_at IS NULL) = (submission IS NULL) AND (submitted_at IS NULL) = (score IS NULL)`)
export class RehearsalEntity {
  @ForeignKey(() => MediatorEntity)
  @PrimaryColumn({ name: "trainee_id", type: "uuid" })
  traineeId!: string;

  /** Of the trainee's rehearsals, from 1. */
  @PrimaryColumn({ type: "integer" })
  number!: number;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ name: "started_at", ...instant })
  startedAt!: Date;

  @Column({ type: "jsonb", nullable: true })
  submission!: unknown;

  @Column({ type: "jsonb", nullable: true })
  score!: RehearsalScore | null;

  @Column({ name: "submitted_at", ...instant, nullable: true })
  submittedAt!: Date | null;
}
