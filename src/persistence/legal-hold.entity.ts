import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { instant } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** A legal hold: while it stands nothing of the dispute is erased. */
@Entity({ name: "legal_hold" })
@Check(`length("reason") > 0`)
@Check(`"ends_at" > "placed_at"`)
@Check(
  "legal_hold_lifted",
  `(lifted_at IS NULL) = (lifted_by_id IS NULL) AND (lifted_at IS NULL) = (lifted_by_role IS NULL)
      AND (lifted_at IS NULL) = (lift_reason IS NULL)`,
)
export class LegalHoldEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Index("legal_hold_standing", { unique: true, where: "lifted_at IS NULL" })
  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  /** Staff only. */
  @Column({ type: "text" })
  reason!: string;

  @Column({ name: "placed_by_role", type: "text" })
  placedByRole!: Role;

  @Column({ name: "placed_by_id", type: "uuid" })
  placedById!: string;

  @Column({ name: "placed_at", ...instant })
  placedAt!: Date;

  /** When it ends by itself; null where somebody has to lift it. */
  @Index("legal_hold_ending", { where: "lifted_at IS NULL" })
  @Column({ name: "ends_at", ...instant, nullable: true })
  endsAt!: Date | null;

  @Column({ name: "lifted_by_role", type: "text", nullable: true })
  liftedByRole!: Role | null;

  @Column({ name: "lifted_by_id", type: "uuid", nullable: true })
  liftedById!: string | null;

  @Column({ name: "lifted_at", ...instant, nullable: true })
  liftedAt!: Date | null;

  /** Why it was lifted. Staff only. */
  @Column({ name: "lift_reason", type: "text", nullable: true })
  liftReason!: string | null;
}
