import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * `dispute_id` is no foreign key: to check one takes a lock on the dispute's row, and a simulation must not make
 * those wait who decide about it. Disputes are never deleted.
 */
const create = `
CREATE TABLE rulebook_simulation (
  id uuid PRIMARY KEY,
  version text NOT NULL,
  base_version text NOT NULL,
  document jsonb NOT NULL,
  changes jsonb NOT NULL,
  sample jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('CANCELLED', 'DONE', 'FAILED', 'QUEUED', 'RUNNING')),
  attempt integer NOT NULL CHECK (attempt >= 0),
  done integer NOT NULL CHECK (done >= 0),
  total integer NOT NULL CHECK (total >= 0),
  totals jsonb,
  requested_by uuid NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  alive_at timestamptz(3) NOT NULL
);
CREATE INDEX rulebook_simulation_unfinished ON rulebook_simulation (alive_at) WHERE status IN ('QUEUED', 'RUNNING');

CREATE TABLE rulebook_simulation_result (
  simulation_id uuid NOT NULL REFERENCES rulebook_simulation (id),
  dispute_id uuid NOT NULL,
  position integer NOT NULL CHECK (position >= 1),
  currency text NOT NULL,
  outcome_before text NOT NULL,
  outcome_after text NOT NULL,
  money_before_minor bigint NOT NULL CHECK (money_before_minor >= 0),
  money_after_minor bigint NOT NULL CHECK (money_after_minor >= 0),
  lasted_before_ms bigint CHECK (lasted_before_ms >= 0),
  lasted_after_ms bigint CHECK (lasted_after_ms >= 0),
  sequence integer NOT NULL CHECK (sequence >= 1),
  parted_at timestamptz(3) NOT NULL,
  clause text NOT NULL,
  what text NOT NULL,
  PRIMARY KEY (simulation_id, dispute_id)
);
CREATE UNIQUE INDEX rulebook_simulation_result_position ON rulebook_simulation_result (simulation_id, position);
CREATE INDEX rulebook_simulation_result_dispute ON rulebook_simulation_result (dispute_id);
`;

/** Creates the simulations of rulebooks and the disputes that they found to differ. */
export class RulebookSimulations20261125050000 implements MigrationInterface {
  readonly name = "RulebookSimulations20261125050000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE rulebook_simulation_result; DROP TABLE rulebook_simulation;");
  }
}
