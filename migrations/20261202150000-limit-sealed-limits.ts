import type { MigrationInterface, QueryRunner } from "typeorm";

/** Counts how often a side has stated a sealed limit; one that was taken back is forgotten, and its count is not. */
export class LimitSealedLimits20261202150000 implements MigrationInterface {
  readonly name = "LimitSealedLimits20261202150000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE sealed_limit ALTER COLUMN sealed DROP NOT NULL,
      ADD COLUMN statements smallint NOT NULL DEFAULT 1 CHECK (statements > 0)`);
    await runner.query("ALTER TABLE sealed_limit ALTER COLUMN statements DROP DEFAULT");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM sealed_limit WHERE sealed IS NULL");
    await runner.query("ALTER TABLE sealed_limit DROP COLUMN statements, ALTER COLUMN sealed SET NOT NULL");
  }
}
