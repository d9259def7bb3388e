import type { MigrationInterface, QueryRunner } from "typeorm";

/** Disputes with one cause; what is found for all of them is decided once, and stays. */
const swarms = `
CREATE TABLE case_swarm (
  id uuid PRIMARY KEY,
  common_cause text NOT NULL CHECK (length(common_cause) > 0),
  opened_by_id uuid NOT NULL REFERENCES mediator (id),
  opened_at timestamptz(3) NOT NULL,
  finding_text text CHECK (length(finding_text) > 0),
  finding_evidence jsonb CHECK (jsonb_array_length(finding_evidence) > 0),
  finding_hash text CHECK (finding_hash ~ '^[0-9a-f]{64}$'),
  decided_by_id uuid REFERENCES mediator (id),
  decided_at timestamptz(3) CHECK (decided_at >= opened_at),
  CONSTRAINT case_swarm_decided_whole CHECK
    (num_nonnulls(finding_text, finding_evidence, finding_hash, decided_by_id, decided_at) IN (0, 5))
);
CREATE FUNCTION keep_case_swarm() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  decided constant text[] := ARRAY['finding_text', 'finding_evidence', 'finding_hash', 'decided_by_id', 'decided_at'];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.decided_at IS NULL AND to_jsonb(NEW) - decided = to_jsonb(OLD) - decided THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'what is found for a case swarm is decided once'
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER case_swarm_kept BEFORE UPDATE OR DELETE ON case_swarm FOR EACH ROW EXECUTE FUNCTION keep_case_swarm();

ALTER TABLE dispute ADD COLUMN swarm jsonb, ADD COLUMN swarm_id uuid REFERENCES case_swarm (id),
  ADD CONSTRAINT dispute_swarm_named CHECK
    ((swarm IS NULL) = (swarm_id IS NULL) AND (swarm ->> 'swarmId') IS NOT DISTINCT FROM swarm_id::text);
CREATE INDEX dispute_swarm ON dispute (swarm_id) WHERE swarm_id IS NOT NULL;
`;

const cited = `|| exists(@.sharedFindingOf ? (@ like_regex "^[0-9a-f-]{36}$"))`;

const findingsCheck = (more: string): string => `ALTER TABLE ruling DROP CONSTRAINT ruling_findings_grounds,
  ADD CONSTRAINT ruling_findings_grounds CHECK (
    NOT jsonb_path_exists(findings, 'strict $[*] ? (@.type() != "object")')
    AND NOT jsonb_path_exists(findings, '$[*] ? (!(
      exists(@.sources[*] ? (@ like_regex "[A-Z]"))
      || exists(@.evidenceItemIds[*] ? (@ like_regex "^[0-9a-f-]{36}$"))
      || exists(@.absences[*] ? (@.side like_regex "[A-Z]" && @.slot like_regex "[A-Z]"))
      || exists(@.recordedAbsence ? (@ like_regex "[^ ]"))${more}))'));`;

/** No ruling takes over a shared finding that does not count in its dispute, or that a side could still opt out of. */
const counting = `
CREATE FUNCTION require_counting_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_path_query(NEW.findings, '$[*].sharedFindingOf') AS named WHERE NOT EXISTS (
      SELECT FROM dispute WHERE dispute.id = NEW.dispute_id AND dispute.swarm_id::text = named #>> '{}'
        AND dispute.swarm -> 'optOut' = 'null'
        AND (dispute.swarm #>> '{finding,optOutUntil}')::timestamptz <= NEW.issued_at)) THEN
    RAISE EXCEPTION 'a ruling takes over no shared finding that does not count in its dispute'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ruling_shared_finding';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ruling_shared_finding BEFORE INSERT ON ruling
  FOR EACH ROW EXECUTE FUNCTION require_counting_finding();
`;

/** Case swarms: one cause behind many disputes, and one finding for all that do not opt out. */
export class CaseSwarms20261202110000 implements MigrationInterface {
  readonly name = "CaseSwarms20261202110000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(swarms + findingsCheck(`\n      ${cited}`) + counting);
  }

  /** Fails where a ruling rests on a shared finding alone: nobody may take its ground away. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER ruling_shared_finding ON ruling;
      DROP FUNCTION require_counting_finding();
      ${findingsCheck("")}
      ALTER TABLE dispute DROP COLUMN swarm, DROP COLUMN swarm_id;
      DROP TABLE case_swarm;
      DROP FUNCTION keep_case_swarm()`);
  }
}
