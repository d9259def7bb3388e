import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { EvidenceFileEntity } from "./evidence-file.entity.js";
import { EvidenceItemEntity } from "./evidence-item.entity.js";

/** A file of an item, in the version of the item that counts. */
@Entity({ name: "evidence_item_file" })
@Check(`"position" >= 0`)
export class EvidenceItemFileEntity {
  @ForeignKey(() => EvidenceItemEntity)
  @PrimaryColumn({ name: "item_id", type: "uuid" })
  itemId!: string;

  @Index("evidence_item_file_file")
  @ForeignKey(() => EvidenceFileEntity)
  @PrimaryColumn({ name: "file_id", type: "uuid" })
  fileId!: string;

  @Column({ type: "integer" })
  position!: number;
}
