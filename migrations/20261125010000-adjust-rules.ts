import type { MigrationInterface, QueryRunner } from "typeorm";

/** Keeps with each dispute where the goods' category or a promise makes its rule another than that of its reason. */
export class AdjustRules20261125010000 implements MigrationInterface {
  readonly name = "AdjustRules20261125010000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE dispute ADD COLUMN adjustments jsonb NOT NULL DEFAULT '[]'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE dispute DROP COLUMN adjustments");
  }
}
