import { Check, Column, Entity, ForeignKey, Generated, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { FeedbackStatus } from "../domain/rulebook/feedback.js";
import { bigint, instant, isOneOf } from "./columns.js";
import { RuleFeedbackEntity } from "./rule-feedback.entity.js";

/** TypeORM knows the strategy, but its type names it for primary keys only. */
const identity = "identity" as string as "increment";

/** One step of feedback that its author is told; added and read, never changed. */
@Entity({ name: "rule_feedback_step" })
@Index("rule_feedback_step_position", ["position"], { unique: true })
@Check(`"sequence" >= 1`)
@Check(isOneOf("status", FeedbackStatus))
export class RuleFeedbackStepEntity {
  @ForeignKey(() => RuleFeedbackEntity)
  @PrimaryColumn({ name: "feedback_id", type: "uuid" })
  feedbackId!: string;

  @PrimaryColumn({ type: "integer" })
  sequence!: number;

  /** The place in the feed of all steps; given out in the order of the commits. */
  @Generated(identity)
  @Column({ ...bigint, generatedIdentity: "ALWAYS" })
  position!: bigint;

  @Column({ type: "text" })
  status!: FeedbackStatus;

  @Column({ name: "actor_role", type: "text" })
  actorRole!: Role;

  @Column({ name: "actor_id", type: "uuid" })
  actorId!: string;

  @Column({ type: "text", nullable: true })
  answer!: string | null;

  @Column({ name: "shipped_version", type: "text", nullable: true })
  shippedVersion!: string | null;

  @Column({ name: "occurred_at", ...instant })
  occurredAt!: Date;
}
