import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { Side } from "../domain/access/viewer.js";
import { isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/**
 * What a side would settle for, which nobody else can read. No time stands with it, and it is deleted by a trigger as soon
 * as the dispute leaves the platform's intervention.
 */
@Entity({ name: "sealed_limit" })
@Check(isOneOf("side", Side))
@Check(`octet_length(sealed) = 44`)
@Check(`statements > 0`)
export class SealedLimitEntity {
  @ForeignKey(() => DisputeEntity)
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @PrimaryColumn({ type: "text" })
  side!: Side;

  /** Encrypted with the dispute's key, always as long; null once it was taken back. */
  @Column({ type: "bytea", nullable: true })
  sealed!: Buffer | null;

  /** How often the side has stated one. */
  @Column({ type: "smallint" })
  statements!: number;
}
