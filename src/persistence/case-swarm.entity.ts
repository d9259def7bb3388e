import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { instant } from "./columns.js";
import { MediatorEntity } from "./mediator.entity.js";

/** Disputes that have one cause, with what was found for all of them; which those are stands in the disputes. */
@Entity({ name: "case_swarm" })
@Check(`length("common_cause") > 0`)
@Check(`length("finding_text") > 0`)
@Check(`jsonb_array_length("finding_evidence") > 0`)
@Check(`finding_hash ~ '^[0-9a-f]{64}$'`)
@Check(`decided_at >= opened_at`)
@Check(
  "case_swarm_decided_whole",
  `num_nonnulls(finding_text, finding_evidence, finding_hash, decided_by_id, decided_at) IN (0, 5)`,
)
export class CaseSwarmEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ name: "common_cause", type: "text" })
  commonCause!: string;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "opened_by_id", type: "uuid" })
  openedById!: string;

  @Column({ name: "opened_at", ...instant })
  openedAt!: Date;

  @Column({ name: "finding_text", type: "text", nullable: true })
  findingText!: string | null;

  /** What the finding rests on: the references that every side reads, and the items behind them. */
  @Column({ name: "finding_evidence", type: "jsonb", nullable: true })
  findingEvidence!: object | null;

  @Column({ name: "finding_hash", type: "text", nullable: true })
  findingHash!: string | null;

  @ForeignKey(() => MediatorEntity)
  @Column({ name: "decided_by_id", type: "uuid", nullable: true })
  decidedById!: string | null;

  @Column({ name: "decided_at", ...instant, nullable: true })
  decidedAt!: Date | null;
}
