import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import { instant } from "./columns.js";

/** A version of the rules; never changed once stored. */
@Entity({ name: "rulebook" })
export class RulebookEntity {
  @PrimaryColumn({ type: "text" })
  version!: string;

  @Column({ type: "jsonb" })
  document!: Rulebook;

  @Column({ name: "effective_at", ...instant })
  effectiveAt!: Date;
}
