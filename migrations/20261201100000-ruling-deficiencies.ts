import type { MigrationInterface, QueryRunner } from "typeorm";

/** Keeps with a ruling what the checks of the rulebook found in it; nobody looked at earlier ones. */
export class RulingDeficiencies20261201100000 implements MigrationInterface {
  readonly name = "RulingDeficiencies20261201100000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ruling ADD COLUMN deficiencies jsonb NOT NULL DEFAULT '[]',
      ADD CONSTRAINT ruling_deficiencies CHECK (jsonb_typeof(deficiencies) = 'array')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE ruling DROP COLUMN deficiencies");
  }
}
