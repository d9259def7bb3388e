import { Column, Entity, PrimaryColumn } from "typeorm";
import type { OpenHours } from "../domain/clock/business-calendar.js";
import { instant } from "./columns.js";

/** A business calendar that somebody set. */
@Entity({ name: "business_calendar" })
export class BusinessCalendarEntity {
  /** The UUID of a merchant, the code of a country (ISO 3166-1 alpha-2), or PLATFORM. */
  @PrimaryColumn({ type: "text" })
  owner!: string;

  @Column({ type: "text" })
  zone!: string;

  @Column({ name: "weekly_hours", type: "jsonb" })
  weeklyHours!: OpenHours[][];

  @Column({ type: "jsonb" })
  holidays!: string[];

  @Column({ name: "changed_by", type: "uuid" })
  changedBy!: string;

  @Column({ name: "changed_at", ...instant })
  changedAt!: Date;
}
