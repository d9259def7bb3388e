import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";
import type { Rulebook } from "../domain/rulebook/rulebook.js";
import type { RulebookChange } from "../domain/rulebook/difference.js";
import { SimulationStatus } from "../domain/simulation/simulation-status.js";
import { instant, isOneOf } from "./columns.js";

/** One replay of past disputes under a draft of the rules. */
@Entity({ name: "rulebook_simulation" })
@Check(isOneOf("status", SimulationStatus))
@Check(`"attempt" >= 0`)
@Check(`"done" >= 0`)
@Check(`"total" >= 0`)
export class RulebookSimulationEntity {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  /** The name of the draft's version when the simulation was asked for. */
  @Column({ type: "text" })
  version!: string;

  /** The version that was in force then. */
  @Column({ name: "base_version", type: "text" })
  baseVersion!: string;

  /** The draft as it was then: a draft can be edited while it is simulated. */
  @Column({ type: "jsonb" })
  document!: Rulebook;

  /** In which places the draft differs from the version in force. */
  @Column({ type: "jsonb" })
  changes!: readonly RulebookChange[];

  @Column({ type: "jsonb" })
  sample!: unknown;

  @Column({ type: "text" })
  status!: SimulationStatus;

  /** Counts the workers that took it; only the last one may write. */
  @Column({ type: "integer" })
  attempt!: number;

  @Column({ type: "integer" })
  done!: number;

  @Column({ type: "integer" })
  total!: number;

  @Column({ type: "jsonb", nullable: true })
  totals!: unknown;

  @Column({ name: "requested_by", type: "uuid" })
  requestedBy!: string;

  /** In platform time, like the next two; replays run until this instant. */
  @Column({ name: "requested_at", ...instant })
  requestedAt!: Date;

  @Column({ name: "started_at", ...instant, nullable: true })
  startedAt!: Date | null;

  @Column({ name: "finished_at", ...instant, nullable: true })
  finishedAt!: Date | null;

  /** When a worker last said that it is at it, by the database's own clock. */
  @Index("rulebook_simulation_unfinished", { where: `"status" IN ('QUEUED', 'RUNNING')` })
  @Column({ name: "alive_at", ...instant })
  aliveAt!: Date;
}
