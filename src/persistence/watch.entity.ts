import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { WatchSubject } from "../domain/queue/watch.js";
import { instant, isOneOf } from "./columns.js";

/** That staff keep an eye on a dispute, a shopper or a merchant. Staff only. */
@Entity({ name: "watch" })
@Index("watch_standing", ["subjectId", "subjectKind"], { unique: true, where: "ended_at IS NULL" })
@Check(isOneOf("subject_kind", WatchSubject))
@Check(`length("reason") > 0`)
@Check(`"ended_at" >= "watched_at"`)
@Check(
  "watch_ended",
  `(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (ended_by_role IS NULL)`,
)
export class WatchEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ name: "subject_kind", type: "text" })
  subjectKind!: WatchSubject;

  @Column({ name: "subject_id", type: "uuid" })
  subjectId!: string;

  @Column({ type: "text" })
  reason!: string;

  @Column({ name: "watched_by_role", type: "text" })
  watchedByRole!: Role;

  @Column({ name: "watched_by_id", type: "uuid" })
  watchedById!: string;

  @Column({ name: "watched_at", ...instant })
  watchedAt!: Date;

  @Column({ name: "ended_by_role", type: "text", nullable: true })
  endedByRole!: Role | null;

  @Column({ name: "ended_by_id", type: "uuid", nullable: true })
  endedById!: string | null;

  @Column({ name: "ended_at", ...instant, nullable: true })
  endedAt!: Date | null;
}
