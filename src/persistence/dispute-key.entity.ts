import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** The key that a dispute's files are encrypted with, itself encrypted with the platform's master key. */
@Entity({ name: "dispute_key" })
@Check("dispute_key_destroyed", `(wrapped_key IS NULL) = (destroyed_at IS NOT NULL)`)
export class DisputeKeyEntity {
  @ForeignKey(() => DisputeEntity)
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  /** Null once it was destroyed, and all files of the dispute with it. */
  @Column({ name: "wrapped_key", type: "bytea", nullable: true })
  wrappedKey!: Buffer | null;

  /** Which master key it is wrapped with. */
  @Column({ name: "master_key_id", type: "text" })
  masterKeyId!: string;

  @Column({ name: "created_at", ...instant })
  createdAt!: Date;

  @Column({ name: "destroyed_at", ...instant, nullable: true })
  destroyedAt!: Date | null;
}
