import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What the rulebook recommended stands with the ruling, and why the mediator ruled otherwise: both are null for rulings
 * that were issued before, and where the rulebook had no recommendation.
 */
const create = `
ALTER TABLE ruling
  ADD COLUMN recommended jsonb,
  ADD COLUMN divergence_reason text,
  ADD CHECK (divergence_reason IS NULL OR recommended IS NOT NULL);
CREATE INDEX ruling_recommended ON ruling (issued_at) WHERE recommended IS NOT NULL;
`;

/** Keeps the recommendation and the reason to diverge from it with each ruling. */
export class RulingDivergence20261125060000 implements MigrationInterface {
  readonly name = "RulingDivergence20261125060000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE ruling DROP COLUMN divergence_reason, DROP COLUMN recommended");
  }
}
