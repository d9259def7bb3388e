import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";

/** A time in which the platform could not be used. */
@Entity({ name: "platform_outage" })
@Index("platform_outage_end", ["endedAt"], { unique: true })
@Check("platform_outage_in_order", `started_at < ended_at`)
export class PlatformOutageEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ name: "started_at", ...instant })
  startedAt!: Date;

  @Column({ name: "ended_at", ...instant })
  endedAt!: Date;

  @Column({ type: "text" })
  reason!: string;

  @Column({ name: "recorded_by", type: "uuid" })
  recordedBy!: string;

  @Column({ name: "recorded_at", ...instant })
  recordedAt!: Date;
}
