import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { instant } from "./columns.js";
import { EvidenceItemEntity } from "./evidence-item.entity.js";

/** One saved version of a draft. */
@Entity({ name: "evidence_item_version" })
@Check(`"number" >= 1`)
@Check(`"content_hash" ~ '^[0-9a-f]{64}$'`)
export class EvidenceItemVersionEntity {
  @ForeignKey(() => EvidenceItemEntity)
  @PrimaryColumn({ name: "item_id", type: "uuid" })
  itemId!: string;

  @PrimaryColumn({ type: "integer" })
  number!: number;

  @Column({ type: "jsonb" })
  content!: unknown;

  @Column({ name: "content_hash", type: "text" })
  contentHash!: string;

  /** Whether it could be handed in as it is. */
  @Column({ type: "boolean" })
  complete!: boolean;

  @Column({ name: "saved_by_role", type: "text" })
  savedByRole!: Role;

  @Column({ name: "saved_by_id", type: "uuid" })
  savedById!: string;

  @Column({ name: "saved_at", ...instant })
  savedAt!: Date;
}
