import type { MigrationInterface, QueryRunner } from "typeorm";

/** Keeps what a merchant asked the shopper before it answered the claim. */
export class InformationRequest20261125080700 implements MigrationInterface {
  readonly name = "InformationRequest20261125080700";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE dispute ADD COLUMN information_request jsonb");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE dispute DROP COLUMN information_request");
  }
}
