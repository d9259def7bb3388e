import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A correction holds all that it can touch as it reads from then on. What was ruled cannot be touched: texts alone differ
 * from the version before, and amounts, each to what its own formula gives.
 */
const corrections = `
CREATE TABLE ruling_correction (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute,
  ruling_id uuid NOT NULL,
  number integer NOT NULL CHECK (number >= 1),
  mediator_id uuid NOT NULL REFERENCES mediator,
  reason text NOT NULL CHECK (reason ~ '[^[:space:]]'),
  changes jsonb NOT NULL,
  findings jsonb NOT NULL,
  conclusions jsonb NOT NULL,
  reasons text NOT NULL CHECK (reasons ~ '[^[:space:]]'),
  remedies jsonb NOT NULL,
  corrected_at timestamptz(3) NOT NULL,
  restarts_appeal boolean NOT NULL,
  appealable_until timestamptz(3) NOT NULL,
  CONSTRAINT ruling_correction_number UNIQUE (ruling_id, number),
  CONSTRAINT ruling_correction_changes CHECK (jsonb_array_length(changes) > 0)
);
CREATE INDEX ruling_correction_dispute ON ruling_correction (dispute_id, corrected_at);

-- What early rulings left out counts as absent, as it does when they are read.
CREATE FUNCTION without_key(items jsonb, key text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_agg('{"costBearers": [], "formulaTrace": null}'::jsonb || (item.value - key) ORDER BY item.ordinality), '[]')
  FROM jsonb_array_elements(items) WITH ORDINALITY AS item
$$;

-- Rulings are never changed, so nobody may lock their rows, which a foreign key would do: this looks without a lock.
CREATE FUNCTION require_slip() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before record;
BEGIN
  SELECT coalesce(latest.number, 0) AS number, coalesce(latest.findings, ruling.findings) AS findings,
    coalesce(latest.conclusions, ruling.conclusions) AS conclusions, coalesce(latest.reasons, ruling.reasons) AS reasons,
    coalesce(latest.remedies, ruling.remedies) AS remedies, ruling.issued_at INTO before
  FROM ruling LEFT JOIN LATERAL (SELECT * FROM ruling_correction AS earlier WHERE earlier.ruling_id = ruling.id
    ORDER BY earlier.number DESC LIMIT 1) AS latest ON TRUE
  WHERE ruling.id = NEW.ruling_id AND ruling.dispute_id = NEW.dispute_id;
  IF before IS NULL THEN
    RAISE EXCEPTION 'a correction is of a ruling of its own dispute' USING ERRCODE = 'foreign_key_violation';
  ELSIF NEW.number <> before.number + 1 OR NEW.corrected_at < before.issued_at THEN
    RAISE EXCEPTION 'corrections of a ruling follow one another' USING ERRCODE = 'check_violation';
  ELSIF without_key(NEW.findings, 'text') <> without_key(before.findings, 'text')
      OR without_key(NEW.conclusions, 'text') <> without_key(before.conclusions, 'text')
      OR without_key(NEW.remedies, 'amountMinor') <> without_key(before.remedies, 'amountMinor') THEN
    RAISE EXCEPTION 'a correction changes texts and amounts alone' USING ERRCODE = 'check_violation';
  ELSIF EXISTS (SELECT FROM jsonb_array_elements(NEW.findings) AS finding
      WHERE coalesce(finding ->> 'text' !~ '[^[:space:]]', true)) THEN
    RAISE EXCEPTION 'a finding says nothing' USING ERRCODE = 'check_violation';
  ELSIF EXISTS (SELECT FROM ROWS FROM (jsonb_array_elements(NEW.remedies), jsonb_array_elements(before.remedies))
        AS remedy (fresh, kept)
      WHERE fresh ->> 'amountMinor' IS DISTINCT FROM kept ->> 'amountMinor'
        AND (fresh ->> 'amountMinor')::numeric
          IS DISTINCT FROM replace(fresh -> 'formulaTrace' ->> 'result', '.', '')::numeric) THEN
    RAISE EXCEPTION 'a corrected amount is what its formula gives' USING ERRCODE = 'check_violation';
  ELSIF NEW.findings = before.findings AND NEW.conclusions = before.conclusions AND NEW.reasons = before.reasons
      AND NEW.remedies = before.remedies THEN
    RAISE EXCEPTION 'a correction changes something' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ruling_correction_of_a_slip BEFORE INSERT ON ruling_correction
  FOR EACH ROW EXECUTE FUNCTION require_slip();
CREATE TRIGGER ruling_correction_append_only BEFORE UPDATE OR DELETE ON ruling_correction
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ruling_correction_no_truncate BEFORE TRUNCATE ON ruling_correction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON ruling_correction FROM PUBLIC, CURRENT_USER;
`;

const clarifications = `
CREATE TABLE ruling_clarification (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute,
  ruling_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('MERCHANT', 'SHOPPER')),
  question text NOT NULL CHECK (question ~ '[^[:space:]]'),
  requested_at timestamptz(3) NOT NULL,
  answer text CHECK (answer ~ '[^[:space:]]'),
  answered_at timestamptz(3),
  mediator_id uuid REFERENCES mediator,
  CONSTRAINT ruling_clarification_answer CHECK (num_nonnulls(answer, answered_at, mediator_id) IN (0, 3))
);
CREATE INDEX ruling_clarification_dispute ON ruling_clarification (dispute_id, requested_at);
CREATE INDEX ruling_clarification_ruling ON ruling_clarification (ruling_id);

CREATE FUNCTION keep_clarification() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given constant text[] := ARRAY['answer', 'answered_at', 'mediator_id'];
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.answer IS NOT NULL OR to_jsonb(NEW) - given <> to_jsonb(OLD) - given) THEN
    RAISE EXCEPTION 'a question about a ruling is answered once' USING ERRCODE = 'check_violation';
  ELSIF NOT EXISTS (SELECT FROM ruling WHERE ruling.id = NEW.ruling_id AND ruling.dispute_id = NEW.dispute_id) THEN
    RAISE EXCEPTION 'a question is about a ruling of its own dispute' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ruling_clarification_kept BEFORE INSERT OR UPDATE ON ruling_clarification
  FOR EACH ROW EXECUTE FUNCTION keep_clarification();
CREATE TRIGGER ruling_clarification_no_delete BEFORE DELETE ON ruling_clarification
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const separation = `
CREATE FUNCTION require_unnoted_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ruling_correction AS note WHERE note.ruling_id = NEW.ruling_id AND note.mediator_id = NEW.decided_by)
    OR EXISTS (SELECT FROM ruling_clarification AS note
      WHERE note.ruling_id = NEW.ruling_id AND note.mediator_id = NEW.decided_by) THEN
    RAISE EXCEPTION 'who corrected a ruling or made it clear does not decide its appeal' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appeal_decided_by_another BEFORE INSERT OR UPDATE ON appeal
  FOR EACH ROW WHEN (NEW.decided_by IS NOT NULL) EXECUTE FUNCTION require_unnoted_appeal();
`;

const drop = `
DROP TRIGGER appeal_decided_by_another ON appeal;
DROP FUNCTION require_unnoted_appeal;
DROP TABLE ruling_clarification, ruling_correction;
DROP FUNCTION keep_clarification;
DROP FUNCTION require_slip;
DROP FUNCTION without_key;
`;

/** Keeps what is said about a ruling after it was served: corrections of slips, and what it means. */
export class RulingNotes20261202120000 implements MigrationInterface {
  readonly name = "RulingNotes20261202120000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(corrections + clarifications + separation);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(drop);
  }
}
