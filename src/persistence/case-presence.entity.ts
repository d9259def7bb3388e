import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { instant } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** That somebody of the staff has a case open in one subscription. Times are real ones, whatever the platform's clock says. */
@Entity({ name: "case_presence" })
@Index("case_presence_dispute", ["disputeId", "seenAt"])
@Index("case_presence_seen", ["seenAt"])
@Check(`"seen_at" >= "since"`)
export class CasePresenceEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ name: "viewer_role", type: "text" })
  viewerRole!: Role;

  @Column({ name: "viewer_id", type: "uuid" })
  viewerId!: string;

  @Column({ ...instant })
  since!: Date;

  @Column({ name: "seen_at", ...instant })
  seenAt!: Date;
}
