import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Role } from "../domain/access/viewer.js";
import { CustodyAct } from "../domain/evidence/custody.js";
import { instant, isOneOf } from "./columns.js";
import { DisputeEntity } from "./dispute.entity.js";
import { EvidenceFileEntity } from "./evidence-file.entity.js";

/** One link of a dispute's custody log: what happened to a file. Added and read, never changed. */
@Entity({ name: "evidence_custody" })
@Index("evidence_custody_id", ["id"], { unique: true })
@Index("evidence_custody_file", ["fileId", "sequence"])
@Check(`"sequence" >= 1`)
@Check(`"event_sequence" >= 1`)
@Check(isOneOf("act", CustodyAct))
export class EvidenceCustodyEntity {
  @ForeignKey(() => DisputeEntity)
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  @PrimaryColumn({ type: "integer" })
  sequence!: number;

  @Column({ type: "uuid" })
  id!: string;

  @ForeignKey(() => EvidenceFileEntity)
  @Column({ name: "file_id", type: "uuid" })
  fileId!: string;

  @Column({ type: "text" })
  act!: CustodyAct;

  @Column({ name: "actor_role", type: "text" })
  actorRole!: Role;

  @Column({ name: "actor_id", type: "uuid" })
  actorId!: string;

  @Column({ type: "jsonb" })
  detail!: unknown;

  @Column({ name: "occurred_at", ...instant })
  occurredAt!: Date;

  /** Where the dispute's own log ended then. */
  @Column({ name: "event_sequence", type: "integer" })
  eventSequence!: number;

  @Column({ name: "event_hash", type: "text" })
  eventHash!: string;

  @Column({ name: "previous_hash", type: "text" })
  previousHash!: string;

  @Column({ type: "text" })
  hash!: string;
}
