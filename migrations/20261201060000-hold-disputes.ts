import type { MigrationInterface, QueryRunner } from "typeorm";

/** Keeps why disputes were held, with what was left of their clocks, and reopened, and in which one they go on. */
export class HoldDisputes20261201060000 implements MigrationInterface {
  readonly name = "HoldDisputes20261201060000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE dispute ADD COLUMN suspensions jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN reopenings jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN merged_into_id uuid REFERENCES dispute (id),
      ADD CONSTRAINT dispute_merged_into CHECK (
        (outcome IS NOT DISTINCT FROM 'MERGED') = (merged_into_id IS NOT NULL) AND merged_into_id <> id),
      ADD CONSTRAINT dispute_suspended_from CHECK (
        (status = 'SUSPENDED') = (suspended_from IS NOT NULL) AND suspended_from NOT IN ('SUSPENDED', 'CLOSED'));
      CREATE INDEX dispute_merged_into ON dispute (merged_into_id) WHERE merged_into_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE dispute DROP CONSTRAINT dispute_suspended_from,
      DROP CONSTRAINT dispute_merged_into, DROP COLUMN merged_into_id, DROP COLUMN reopenings, DROP COLUMN suspensions`);
  }
}
