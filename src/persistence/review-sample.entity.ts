import { Check, Column, Entity, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { instant } from "./columns.js";

/** Past cases that were drawn to be looked at a second time. */
@Entity({ name: "review_sample" })
@Check(`name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'`)
@Check(`"size" >= 1`)
export class ReviewSampleEntity {
  /** What people call it; the seed of the draw too. */
  @PrimaryColumn({ type: "text" })
  name!: string;

  /** How many were asked for. */
  @Column({ type: "integer" })
  size!: number;

  @Column({ name: "drawn_by_role", type: "text" })
  drawnByRole!: Role;

  @Column({ name: "drawn_by_id", type: "uuid" })
  drawnById!: string;

  @Column({ name: "drawn_at", ...instant })
  drawnAt!: Date;
}
