import type { MigrationInterface, QueryRunner } from "typeorm";

const up = `
ALTER TABLE dispute ADD COLUMN clock jsonb, ADD COLUMN wake_at timestamptz(3);
CREATE INDEX dispute_wake ON dispute (wake_at, id) WHERE wake_at IS NOT NULL;
`;

const down = `
ALTER TABLE dispute DROP COLUMN wake_at, DROP COLUMN clock;
`;

/** Clocks that pause, go on and remind. */
export class Clocks20261125040000 implements MigrationInterface {
  readonly name = "Clocks20261125040000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
