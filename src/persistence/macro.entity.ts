import { Check, Column, Entity, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";

/** A text that mediators send again and again; its versions hold the words. */
@Entity({ name: "macro" })
@Check(`code ~ '^[A-Z][A-Z0-9_]{0,63}$'`)
@Check(`"version" >= 1`)
export class MacroEntity {
  @PrimaryColumn({ type: "text" })
  code!: string;

  /** Number of the latest version. */
  @Column({ type: "integer" })
  version!: number;

  /** Since when it is not offered any more; null while it is. */
  @Column({ name: "deleted_at", ...instant, nullable: true })
  deletedAt!: Date | null;
}
