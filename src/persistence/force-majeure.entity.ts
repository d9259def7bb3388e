import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";

/** A period in which people of a region cannot be expected to act. */
@Entity({ name: "force_majeure" })
@Index("force_majeure_code", ["code"], { unique: true })
@Index("force_majeure_region", ["region"])
@Check(`"country" ~ '^[A-Z]{2}$'`)
@Check("force_majeure_in_order", `starts_at <= ends_at`)
export class ForceMajeureEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "text" })
  code!: string;

  @Column({ type: "text" })
  region!: string;

  @Column({ type: "text", nullable: true })
  country!: string | null;

  @Column({ name: "starts_at", ...instant })
  startsAt!: Date;

  /** As planned when declared, or when it was ended. */
  @Column({ name: "ends_at", ...instant })
  endsAt!: Date;

  @Column({ type: "text" })
  reason!: string;

  @Column({ type: "text" })
  clause!: string;

  @Column({ name: "declared_by", type: "uuid" })
  declaredBy!: string;

  @Column({ name: "declared_at", ...instant })
  declaredAt!: Date;

  @Column({ name: "ended_by", type: "uuid", nullable: true })
  endedBy!: string | null;
}
