import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import type { LocalisedText } from "../domain/rulebook/clause.js";
import { instant } from "./columns.js";
import { MacroEntity } from "./macro.entity.js";

/** The words of a macro as they once were; added and read, never changed. */
@Entity({ name: "macro_version" })
@Check(`"version" >= 1`)
@Check(`length(text ->> 'en') > 0 AND length(text ->> 'zh') > 0`)
export class MacroVersionEntity {
  @ForeignKey(() => MacroEntity)
  @PrimaryColumn({ type: "text" })
  code!: string;

  @PrimaryColumn({ type: "integer" })
  version!: number;

  @Column({ type: "jsonb" })
  title!: LocalisedText;

  @Column({ type: "jsonb" })
  text!: LocalisedText;

  @Column({ type: "text", array: true })
  reasons!: string[];

  @Column({ name: "saved_by_role", type: "text" })
  savedByRole!: Role;

  @Column({ name: "saved_by_id", type: "uuid" })
  savedById!: string;

  @Column({ name: "saved_at", ...instant })
  savedAt!: Date;
}
