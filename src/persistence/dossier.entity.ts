import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { DossierStatus } from "../domain/evidence/dossier-status.js";
import { bigint, instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";

/** A dossier of a dispute that somebody asked for, as that viewer may see the dispute. */
@Entity({ name: "dossier" })
@Index("dossier_dispute", ["disputeId", "requestedAt", "id"])
@Check(`"language" IN ('EN', 'ZH')`)
@Check(isOneOf("status", DossierStatus))
@Check(`"attempt" >= 0`)
@Check(`"done" >= 0`)
@Check(`"total" >= 0`)
@Check(`"sha256" ~ '^[0-9a-f]{64}$'`)
@Check(`"byte_size" > 0`)
@Check(`"event_head" ~ '^[0-9a-f]{64}$'`)
@Check(`"custody_head" ~ '^[0-9a-f]{64}$'`)
@Check(`"signing_key" ~ '^[0-9a-f]{64}$'`)
@Index("dossier_one_unfinished", ["disputeId", "requestedByRole", "requestedById"], {
  unique: true,
  where: `"status" IN ('QUEUED', 'RUNNING')`,
})
@Check("dossier_ready", `(status = 'READY') = (object_address IS NOT NULL)`)
export class DossierEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => DisputeEntity)
  @Column({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @Column({ type: "text" })
  language!: "EN" | "ZH";

  @Column({ name: "requested_by_role", type: "text" })
  requestedByRole!: Role;

  @Column({ name: "requested_by_id", type: "uuid" })
  requestedById!: string;

  @Column({ name: "requested_by_merchant_id", type: "uuid", nullable: true })
  requestedByMerchantId!: string | null;

  @Column({ type: "text" })
  status!: DossierStatus;

  /** Counts the workers that took it; only the last one may write. */
  @Column({ type: "integer" })
  attempt!: number;

  @Column({ type: "integer" })
  done!: number;

  @Column({ type: "integer" })
  total!: number;

  @Column({ name: "object_address", type: "text", nullable: true })
  objectAddress!: string | null;

  @Column({ type: "text", nullable: true })
  sha256!: string | null;

  @Column({ name: "byte_size", ...bigint, nullable: true })
  byteSize!: bigint | null;

  /** Where the chain of events in it ends. */
  @Column({ name: "event_head", type: "text", nullable: true })
  eventHead!: string | null;

  /** Where the chain of custody in it ends. */
  @Column({ name: "custody_head", type: "text", nullable: true })
  custodyHead!: string | null;

  /** SHA-256 of the public key that it is signed with. */
  @Column({ name: "signing_key", type: "text", nullable: true })
  signingKey!: string | null;

  @Column({ name: "requested_at", ...instant })
  requestedAt!: Date;

  @Column({ name: "finished_at", ...instant, nullable: true })
  finishedAt!: Date | null;

  /** When a worker last said that it is at it, by the database's own clock. */
  @Index("dossier_unfinished", { where: `"status" IN ('QUEUED', 'RUNNING')` })
  @Column({ name: "alive_at", ...instant })
  aliveAt!: Date;
}
