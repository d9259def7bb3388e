import type { MigrationInterface, QueryRunner } from "typeorm";

/** Where each custody log ends, so that a cut-off end shows. */
const custodyEnd = `
CREATE TABLE evidence_custody_end (
  dispute_id uuid PRIMARY KEY REFERENCES dispute (id),
  sequence integer NOT NULL CHECK (sequence >= 1),
  hash text NOT NULL
);
INSERT INTO evidence_custody_end (dispute_id, sequence, hash)
  SELECT DISTINCT ON (dispute_id) dispute_id, sequence, hash FROM evidence_custody ORDER BY dispute_id, sequence DESC;

CREATE FUNCTION keep_custody_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO evidence_custody_end (dispute_id, sequence, hash)
    SELECT DISTINCT ON (dispute_id) dispute_id, sequence, hash FROM added ORDER BY dispute_id, sequence DESC
    ON CONFLICT (dispute_id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash;
  RETURN NULL;
END $$;
CREATE TRIGGER evidence_custody_end AFTER INSERT ON evidence_custody REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_custody_end();
`;

const holds = `
CREATE TABLE legal_hold (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  reason text NOT NULL CHECK (length(reason) > 0),
  placed_by_role text NOT NULL,
  placed_by_id uuid NOT NULL,
  placed_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) CHECK (ends_at > placed_at),
  lifted_by_role text,
  lifted_by_id uuid,
  lifted_at timestamptz(3),
  lift_reason text,
  CONSTRAINT legal_hold_lifted CHECK
    ((lifted_at IS NULL) = (lifted_by_id IS NULL) AND (lifted_at IS NULL) = (lifted_by_role IS NULL)
      AND (lifted_at IS NULL) = (lift_reason IS NULL))
);
CREATE UNIQUE INDEX legal_hold_standing ON legal_hold (dispute_id) WHERE lifted_at IS NULL;
CREATE INDEX legal_hold_ending ON legal_hold (ends_at) WHERE lifted_at IS NULL;
`;

const erasures = `
CREATE TABLE dispute_erasure (
  dispute_id uuid PRIMARY KEY REFERENCES dispute (id),
  ground text NOT NULL CHECK (ground IN ('REQUESTED', 'RETENTION_OVER')),
  closed_at timestamptz(3) NOT NULL,
  erased_at timestamptz(3) NOT NULL,
  erased_by_role text NOT NULL,
  erased_by_id uuid NOT NULL,
  CONSTRAINT dispute_erasure_minimum CHECK
    (erased_at >= (closed_at AT TIME ZONE 'UTC' + interval '3 years') AT TIME ZONE 'UTC')
);
CREATE INDEX evidence_file_erased ON evidence_file (dispute_id)
  WHERE status = 'ERASED' AND (object_address IS NOT NULL OR shared_address IS NOT NULL);
CREATE INDEX dispute_closed ON dispute (closed_at) WHERE closed_at IS NOT NULL;

CREATE FUNCTION require_erasable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM dispute WHERE id = NEW.dispute_id AND status = 'CLOSED' AND closed_at = NEW.closed_at) THEN
    RAISE EXCEPTION 'dispute % is open or was closed at another time: its evidence is not erased', NEW.dispute_id
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM legal_hold WHERE dispute_id = NEW.dispute_id AND lifted_at IS NULL
      AND (ends_at IS NULL OR ends_at > NEW.erased_at)) THEN
    RAISE EXCEPTION 'dispute % is under a legal hold: its evidence is not erased', NEW.dispute_id
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dispute_erasure_allowed BEFORE INSERT ON dispute_erasure
  FOR EACH ROW EXECUTE FUNCTION require_erasable();
CREATE TRIGGER dispute_erasure_append_only BEFORE UPDATE OR DELETE ON dispute_erasure
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispute_erasure_no_truncate BEFORE TRUNCATE ON dispute_erasure
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON dispute_erasure FROM PUBLIC, CURRENT_USER;
`;

/** A key goes, and a message loses its text, only together with an erasure that is on record. */
const destruction = `
CREATE FUNCTION require_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.wrapped_key IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF OLD.wrapped_key IS NOT NULL AND NOT EXISTS (SELECT FROM dispute_erasure WHERE dispute_id = OLD.dispute_id) THEN
    RAISE EXCEPTION 'the key of dispute % is destroyed only by an erasure', OLD.dispute_id
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER dispute_key_kept BEFORE UPDATE OR DELETE ON dispute_key
  FOR EACH ROW EXECUTE FUNCTION require_erasure();

CREATE FUNCTION refuse_message_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.text = '' AND to_jsonb(NEW) - 'text' = to_jsonb(OLD) - 'text'
     AND EXISTS (SELECT FROM dispute_erasure WHERE dispute_id = OLD.dispute_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'message is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER message_append_only ON message;
CREATE TRIGGER message_append_only BEFORE UPDATE OR DELETE ON message
  FOR EACH ROW EXECUTE FUNCTION refuse_message_change();
GRANT UPDATE (text) ON message TO CURRENT_USER;
`;

const down = `
REVOKE UPDATE ON message FROM CURRENT_USER;
DROP TRIGGER message_append_only ON message;
CREATE TRIGGER message_append_only BEFORE UPDATE OR DELETE ON message
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION refuse_message_change();
DROP TRIGGER dispute_key_kept ON dispute_key;
DROP FUNCTION require_erasure();
DROP INDEX dispute_closed, evidence_file_erased;
DROP TABLE dispute_erasure, legal_hold;
DROP FUNCTION require_erasable();
DROP TRIGGER evidence_custody_end ON evidence_custody;
DROP FUNCTION keep_custody_end();
DROP TABLE evidence_custody_end;
`;

/** Creates legal holds and erasures, and what keeps evidence from being erased too early. */
export class AddRetention20261125090000 implements MigrationInterface {
  readonly name = "AddRetention20261125090000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(custodyEnd);
    await runner.query(holds);
    await runner.query(erasures);
    await runner.query(destruction);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
