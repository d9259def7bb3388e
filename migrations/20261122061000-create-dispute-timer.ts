import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * `graphile_worker.add_job` sends a NOTIFY. Inside a writing transaction that takes a lock of the whole
 * cluster at commit and cost 32 writers half to nine tenths of their rate, and a timer gains nothing
 * from it: it lies in the future and the worker polls. So the function below runs with a search path in
 * which a `pg_notify` that does nothing comes before the real one. A platform time is turned into a
 * real one with the offset of the platform's clock.
 */
const create = `
CREATE SCHEMA quiet;
CREATE FUNCTION quiet.pg_notify(text, text) RETURNS void LANGUAGE sql AS '';

CREATE FUNCTION set_dispute_timer(dispute_id uuid, due timestamptz) RETURNS void LANGUAGE plpgsql
SET search_path = quiet, public, pg_catalog AS $$
BEGIN
  IF due IS NULL THEN
    PERFORM graphile_worker.remove_job('deadline:' || dispute_id);
  ELSE
    PERFORM graphile_worker.add_job(
      'fire-deadline',
      json_build_object('disputeId', dispute_id),
      run_at := due - coalesce((SELECT offset_ms FROM platform_clock WHERE id = 1), 0) * interval '1 millisecond',
      job_key := 'deadline:' || dispute_id,
      job_key_mode := 'replace'
    );
  END IF;
END $$;
`;

/** Creates `set_dispute_timer`, which enqueues, replaces or removes the one timer of a dispute. */
export class CreateDisputeTimer20261122061000 implements MigrationInterface {
  readonly name = "CreateDisputeTimer20261122061000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP FUNCTION set_dispute_timer(uuid, timestamptz); DROP SCHEMA quiet CASCADE;");
  }
}
