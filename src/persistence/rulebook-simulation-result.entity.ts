import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { SimulatedOutcome } from "../domain/simulation/replay-dispute.js";
import { bigint, instant } from "./columns.js";
import { RulebookSimulationEntity } from "./rulebook-simulation.entity.js";

/** One dispute that a draft would have changed. */
@Entity({ name: "rulebook_simulation_result" })
@Index("rulebook_simulation_result_position", ["simulationId", "position"], { unique: true })
@Check(`"position" >= 1`)
@Check(`"money_before_minor" >= 0`)
@Check(`"money_after_minor" >= 0`)
@Check(`"lasted_before_ms" >= 0`)
@Check(`"lasted_after_ms" >= 0`)
@Check(`"sequence" >= 1`)
export class RulebookSimulationResultEntity {
  @ForeignKey(() => RulebookSimulationEntity)
  @PrimaryColumn({ name: "simulation_id", type: "uuid" })
  simulationId!: string;

  /** No foreign key: see the migration. */
  @Index("rulebook_simulation_result_dispute")
  @PrimaryColumn({ name: "dispute_id", type: "uuid" })
  disputeId!: string;

  /** From 1, in the order in which the disputes were replayed. */
  @Column({ type: "integer" })
  position!: number;

  @Column({ type: "text" })
  currency!: string;

  @Column({ name: "outcome_before", type: "text" })
  outcomeBefore!: SimulatedOutcome;

  @Column({ name: "outcome_after", type: "text" })
  outcomeAfter!: SimulatedOutcome;

  @Column({ name: "money_before_minor", ...bigint })
  moneyBeforeMinor!: bigint;

  @Column({ name: "money_after_minor", ...bigint })
  moneyAfterMinor!: bigint;

  @Column({ name: "lasted_before_ms", ...bigint, nullable: true })
  lastedBeforeMs!: bigint | null;

  @Column({ name: "lasted_after_ms", ...bigint, nullable: true })
  lastedAfterMs!: bigint | null;

  /** The recorded event at or after which the two courses part. */
  @Column({ type: "integer" })
  sequence!: number;

  @Column({ name: "parted_at", ...instant })
  partedAt!: Date;

  @Column({ type: "text" })
  clause!: string;

  @Column({ type: "text" })
  what!: string;
}
