import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Side } from "../domain/access/viewer.js";
import { Audience } from "../domain/dispute/event.js";
import { EvidenceItemStatus, EvidenceSource } from "../domain/evidence/evidence-item.js";
import type { EvidenceType } from "../domain/evidence/evidence-type.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** A piece of evidence, as its version that counts: the latest of a draft, else the one that was handed in. */
@Entity({ name: "evidence_item" })
@Index("evidence_item_dispute", ["disputeId", "createdAt", "id"])
@Check(isOneOf("side", Side))
@Check(isOneOf("source", EvidenceSource))
@Check(isOneOf("audience", Audience))
@Check(`"round" >= 0`)
@Check(isOneOf("status", EvidenceItemStatus))
@Check(`"version_number" >= 1`)
@Check(`"content_hash" ~ '^[0-9a-f]{64}$'`)
@Check("evidence_item_record", `(record IS NOT NULL) = (source = 'SYSTEM')`)
export class EvidenceItemEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  /** Whose it is; null where no side brought it. */
  @Column({ type: "text", nullable: true })
  side!: Side | null;

  @Column({ type: "text" })
  source!: EvidenceSource;

  /** Who sees it once it is exchanged. */
  @Column({ type: "text" })
  audience!: Audience;

  /** The evidence round that it belongs to; 0 outside of one. */
  @Column({ type: "integer" })
  round!: number;

  @Column({ type: "text" })
  status!: EvidenceItemStatus;

  @Column({ name: "version_number", type: "integer" })
  versionNumber!: number;

  @Column({ type: "text" })
  slot!: EvidenceType;

  @Column({ type: "text", nullable: true })
  narrative!: string | null;

  @Column({ name: "happened_at", ...instant, nullable: true })
  happenedAt!: Date | null;

  @Column({ name: "captured_at", ...instant, nullable: true })
  capturedAt!: Date | null;

  @Column({ name: "order_line_ids", type: "uuid", array: true, default: "{}" })
  orderLineIds!: string[];

  /** SHA-256 (hex) of the canonical content; the log proves by it what was handed in. */
  @Column({ name: "content_hash", type: "text" })
  contentHash!: string;

  /** What a record of the platform said when the dispute was opened; null for all other sources. */
  @Column({ type: "jsonb", nullable: true })
  record!: unknown;

  /** Why it came late; null where it came in time. */
  @Column({ name: "late_ground", type: "text", nullable: true })
  lateGround!: string | null;

  /** Why the mediator admitted or excluded it. */
  @Column({ name: "decision_reason", type: "text", nullable: true })
  decisionReason!: string | null;

  @Column({ name: "created_at", ...instant })
  createdAt!: Date;

  @Column({ name: "submitted_at", ...instant, nullable: true })
  submittedAt!: Date | null;

  @Column({ name: "exchanged_at", ...instant, nullable: true })
  exchangedAt!: Date | null;

  @Column({ name: "decided_at", ...instant, nullable: true })
  decidedAt!: Date | null;
}
