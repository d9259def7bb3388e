import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { LinkKind } from "../domain/dispute/dispute-link.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** One end of what ties two disputes together; the other end is a row with the same id. */
@Entity({ name: "dispute_link" })
@Index("dispute_link_standing", ["disputeId", "otherId", "kind"], { unique: true, where: "ended_at IS NULL" })
@ForeignKey(() => DisputeLinkEntity, ["id", "otherId"], ["id", "disputeId"], {
  deferrable: "INITIALLY DEFERRED",
})
@Check(isOneOf("kind", LinkKind))
@Check(`"other_id" <> "dispute_id"`)
@Check(`length("reason") > 0`)
@Check(`"ended_at" >= "linked_at"`)
@Check(
  "dispute_link_ended",
  `(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (ended_by_role IS NULL)`,
)
export class DisputeLinkEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "other_id", type: "uuid" })
  otherId!: string;

  @Column({ type: "text" })
  kind!: LinkKind;

  @Column({ type: "text" })
  reason!: string;

  @Column({ name: "linked_by_role", type: "text" })
  linkedByRole!: Role;

  @Column({ name: "linked_by_id", type: "uuid" })
  linkedById!: string;

  @Column({ name: "linked_at", ...instant })
  linkedAt!: Date;

  @Column({ name: "ended_by_role", type: "text", nullable: true })
  endedByRole!: Role | null;

  @Column({ name: "ended_by_id", type: "uuid", nullable: true })
  endedById!: string | null;

  @Column({ name: "ended_at", ...instant, nullable: true })
  endedAt!: Date | null;
}
