import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { ErasureGround } from "../domain/retention/erasure.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** That the evidence of a dispute was erased. Added and read, never changed; without it no key is destroyed. */
@Entity({ name: "dispute_erasure" })
@Check(isOneOf("ground", ErasureGround))
@Check(
  "dispute_erasure_minimum",
  `erased_at >= (closed_at AT TIME ZONE 'UTC' + interval '3 years') AT TIME ZONE 'UTC'`,
)
export class DisputeErasureEntity {
  @ForeignKey(() => DisputeEntity)
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ type: "text" })
  ground!: ErasureGround;

  /** When the dispute was closed: the minimum counts from there. */
  @Column({ name: "closed_at", ...instant })
  closedAt!: Date;

  @Column({ name: "erased_at", ...instant })
  erasedAt!: Date;

  @Column({ name: "erased_by_role", type: "text" })
  erasedByRole!: Role;

  @Column({ name: "erased_by_id", type: "uuid" })
  erasedById!: string;
}
