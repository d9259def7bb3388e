import type { MigrationInterface, QueryRunner } from "typeorm";

/** Keeps what a dossier can be held against, and lets each requester have one dossier of a dispute built at a time. */
export class DossierHeads20261125081000 implements MigrationInterface {
  readonly name = "DossierHeads20261125081000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dossier
        ADD COLUMN event_head text CHECK (event_head ~ '^[0-9a-f]{64}$'),
        ADD COLUMN custody_head text CHECK (custody_head ~ '^[0-9a-f]{64}$'),
        ADD COLUMN signing_key text CHECK (signing_key ~ '^[0-9a-f]{64}$')`);
    await runner.query(`
      CREATE UNIQUE INDEX dossier_one_unfinished ON dossier (dispute_id, requested_by_role, requested_by_id)
      WHERE status IN ('QUEUED', 'RUNNING')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX dossier_one_unfinished");
    await runner.query(
      "ALTER TABLE dossier DROP COLUMN event_head, DROP COLUMN custody_head, DROP COLUMN signing_key",
    );
  }
}
