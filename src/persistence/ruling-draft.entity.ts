import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { RulingDraftStatus } from "../domain/ruling/ruling-draft.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

/** One saved version of the draft of a ruling; what it says never changes, only what became of it. */
@Entity({ name: "ruling_draft" })
@Check(`"version" >= 1`)
@Check(`content_hash ~ '^[0-9a-f]{64}$'`)
@Check(isOneOf("status", RulingDraftStatus))
@Check(`(status = 'DRAFT') = (submitted_at IS NULL)`)
@Check(`(status IN ('APPROVED', 'RETURNED')) = (reviewer_id IS NOT NULL AND reviewed_at IS NOT NULL)`)
@Check(`reviewer_id <> author_id`)
@Check(`(status = 'RETURNED') = (coalesce(return_reason, '') ~ '[^[:space:]]')`)
export class RulingDraftEntity {
  @ForeignKey(() => DisputeEntity)
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @PrimaryColumn({ type: "integer" })
  version!: number;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "author_id", type: "uuid" })
  authorId!: string;

  @Column({ type: "jsonb" })
  content!: unknown;

  @Column({ name: "content_hash", type: "text" })
  contentHash!: string;

  @Column({ name: "saved_at", ...instant })
  savedAt!: Date;

  @Column({ type: "text" })
  status!: RulingDraftStatus;

  @Column({ name: "submitted_at", ...instant, nullable: true })
  submittedAt!: Date | null;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "reviewer_id", type: "uuid", nullable: true })
  reviewerId!: string | null;

  @Column({ name: "reviewed_at", ...instant, nullable: true })
  reviewedAt!: Date | null;

  @Column({ name: "return_reason", type: "text", nullable: true })
  returnReason!: string | null;
}
