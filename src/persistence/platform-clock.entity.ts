import { Check, Column, Entity, PrimaryColumn } from "typeorm";
import { bigint } from "./columns.js";

/** The one row that tells how far the platform's clock is moved; demo and test mode only. */
@Entity({ name: "platform_clock" })
@Check(`"id" = 1`)
export class PlatformClockEntity {
  @PrimaryColumn({ type: "smallint" })
  id!: 1;

  @Column({ name: "offset_ms", ...bigint })
  offsetMs!: bigint;
}
