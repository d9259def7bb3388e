import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Side, type Role } from "../domain/access/viewer.js";
import { EvidenceFileStatus, type EvidenceFile } from "../domain/evidence/evidence-file.js";
import { bigint, instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** A file that was handed in, or a copy of one with parts removed. */
@Entity({ name: "evidence_file" })
@Index("evidence_file_dispute", ["disputeId", "createdAt", "id"])
@Check(isOneOf("side", Side))
@Check(`length("filename") > 0`)
@Check(`"byte_size" > 0`)
@Check(`"sha256" ~ '^[0-9a-f]{64}$'`)
@Check(isOneOf("status", EvidenceFileStatus))
@Check(`"received_sha256" ~ '^[0-9a-f]{64}$'`)
@Check(`"shared_sha256" ~ '^[0-9a-f]{64}$'`)
@Check(`"shared_byte_size" > 0`)
@Check("evidence_file_redaction", `(redaction_of IS NULL) = (redaction IS NULL)`)
@Check("evidence_file_original", `(original_id IS NULL) = (redaction_of IS NULL)`)
export class EvidenceFileEntity implements EvidenceFile {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Index("evidence_file_erased", {
    where: "status = 'ERASED' AND (object_address IS NOT NULL OR shared_address IS NOT NULL)",
  })
  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ type: "text", nullable: true })
  side!: Side | null;

  @Column({ name: "uploader_role", type: "text" })
  uploaderRole!: Role;

  @Column({ name: "uploader_id", type: "uuid" })
  uploaderId!: string;

  @Column({ type: "text" })
  filename!: string;

  @Column({ name: "declared_type", type: "text" })
  declaredType!: string;

  @Column({ name: "content_type", type: "text", nullable: true })
  contentType!: string | null;

  @Column({ name: "byte_size", ...bigint })
  byteSize!: bigint;

  @Column({ type: "text" })
  sha256!: string;

  @Column({ type: "text" })
  status!: EvidenceFileStatus;

  @Column({ type: "text", array: true, default: "{}" })
  findings!: string[];

  /** SHA-256 (hex) of the bytes that arrived, all of them; null until then. Only the announced one can be completed. */
  @Column({ name: "received_sha256", type: "text", nullable: true })
  receivedSha256!: string | null;

  /** Where the sealed original is in the object storage; null before it is there and after it is gone. */
  @Column({ name: "object_address", type: "text", nullable: true })
  objectAddress!: string | null;

  /** Where the copy for others is; null where the original itself may be shown, or nothing. */
  @Column({ name: "shared_address", type: "text", nullable: true })
  sharedAddress!: string | null;

  @Column({ name: "shared_sha256", type: "text", nullable: true })
  sharedSha256!: string | null;

  @Column({ name: "shared_byte_size", ...bigint, nullable: true })
  sharedByteSize!: bigint | null;

  @Column({ name: "shared_type", type: "text", nullable: true })
  sharedType!: string | null;

  /** How far the copy for others reaches: pixels, milliseconds or characters. */
  @Column({ type: "jsonb", nullable: true })
  extent!: unknown;

  /** The file that this is a copy of, with parts removed. */
  @Index("evidence_file_redaction_of", { where: "redaction_of IS NOT NULL" })
  @ForeignKey(() => EvidenceFileEntity)
  @Column({ name: "redaction_of", type: "uuid", nullable: true })
  redactionOf!: string | null;

  /** The file as it was handed in, with which a chain of such copies begins. */
  @ForeignKey(() => EvidenceFileEntity)
  @Column({ name: "original_id", type: "uuid", nullable: true })
  originalId!: string | null;

  /** The copy that stands in its place. */
  @Index("evidence_file_redacted_by", { where: "redacted_by IS NOT NULL" })
  @ForeignKey(() => EvidenceFileEntity)
  @Column({ name: "redacted_by", type: "uuid", nullable: true })
  redactedBy!: string | null;

  /** What was removed, why, and who had it removed. */
  @Column({ type: "jsonb", nullable: true })
  redaction!: unknown;

  @Column({ name: "created_at", ...instant })
  createdAt!: Date;

  @Index("evidence_file_uploading", { where: `"status" = 'UPLOADING'` })
  @Column({ name: "expires_at", ...instant })
  expiresAt!: Date;

  @Index("evidence_file_examining", { where: `"status" = 'EXAMINING'` })
  @Column({ name: "received_at", ...instant, nullable: true })
  receivedAt!: Date | null;

  @Column({ name: "examined_at", ...instant, nullable: true })
  examinedAt!: Date | null;
}
