import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { instant } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { MediatorEntity } from "./mediator.entity.js";

/** What was looked at and found before a mediator was to get a case; append-only. Staff only. */
@Entity({ name: "conflict_check" })
@Index("conflict_check_mediator", ["mediatorId", "checkedAt"], { where: "NOT conflict" })
@Index("conflict_check_dispute", ["disputeId", "checkedAt", "id"])
@Check("conflict_check_result", `conflict = jsonb_path_exists(results, '$.* ? (@ == "CONFLICT")')`)
export class ConflictCheckEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "mediator_id", type: "uuid" })
  mediatorId!: string;

  /** The action of the dispute machine. */
  @Column({ type: "text" })
  act!: string;

  @Column({ type: "jsonb" })
  inputs!: object;

  /** By ground: CLEAR, CONFLICT or UNKNOWN. */
  @Column({ type: "jsonb" })
  results!: object;

  @Column({ type: "boolean" })
  conflict!: boolean;

  @Column({ name: "checked_at", ...instant })
  checkedAt!: Date;

  @Column({ name: "actor_role", type: "text" })
  actorRole!: Role;

  @Column({ name: "actor_id", type: "uuid" })
  actorId!: string;
}
