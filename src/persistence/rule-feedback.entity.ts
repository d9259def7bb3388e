import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { FeedbackKind, FeedbackStatus } from "../domain/rulebook/feedback.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { RulebookEntity } from "./rulebook.entity.js";

/** What somebody finds wrong with a clause, and how far it has come. */
@Entity({ name: "rule_feedback" })
@Index("rule_feedback_submitted", ["submittedAt", "id"])
@Index("rule_feedback_author", ["authorId", "submittedAt", "id"])
@Index("rule_feedback_clause", ["clause", "submittedAt", "id"])
@Check(isOneOf("kind", FeedbackKind))
@Check(isOneOf("status", FeedbackStatus))
@Check(`length(wrong) > 0`)
@Check(`length(instead) > 0`)
@Check(`"version" >= 1`)
@Check(`("status" = 'SHIPPED') = ("shipped_version" IS NOT NULL)`)
export class RuleFeedbackEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => RulebookEntity, "version")
  @Column({ name: "rulebook_version", type: "text" })
  rulebookVersion!: string;

  @Column({ type: "text" })
  clause!: string;

  @Column({ type: "text" })
  kind!: FeedbackKind;

  @Column({ type: "text" })
  wrong!: string;

  @Column({ type: "text" })
  instead!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid", nullable: true })
  disputeId!: string | null;

  @Column({ name: "author_role", type: "text" })
  authorRole!: Role;

  @Column({ name: "author_id", type: "uuid" })
  authorId!: string;

  @Column({ type: "text" })
  status!: FeedbackStatus;

  @ForeignKey(() => RulebookEntity, "version")
  @Column({ name: "shipped_version", type: "text", nullable: true })
  shippedVersion!: string | null;

  @Column({ name: "submitted_at", ...instant })
  submittedAt!: Date;

  @Column({ name: "updated_at", ...instant })
  updatedAt!: Date;

  @Column({ type: "integer" })
  version!: number;
}
