import type { MigrationInterface, QueryRunner } from "typeorm";

const create = `
CREATE TABLE appeal (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute,
  ruling_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('MERCHANT', 'SHOPPER')),
  grounds text[] NOT NULL CHECK (cardinality(grounds) > 0),
  statement text NOT NULL CHECK (length(statement) > 0),
  order_line_ids uuid[] NOT NULL,
  evidence_item_ids uuid[] NOT NULL,
  status text NOT NULL CHECK (status IN ('DECIDED', 'SET_ASIDE', 'UNDER_REVIEW', 'WITHDRAWN')),
  filed_at timestamptz(3) NOT NULL,
  answer_until timestamptz(3) NOT NULL,
  answer text,
  answered_at timestamptz(3),
  outcome text CHECK (outcome IN ('REMITTED', 'REVERSED', 'UPHELD', 'VARIED')),
  reasons text,
  decided_by uuid REFERENCES mediator,
  decided_at timestamptz(3),
  new_ruling_id uuid,
  changes jsonb,
  CONSTRAINT appeal_once_a_side UNIQUE (ruling_id, side),
  CONSTRAINT appeal_new_evidence CHECK (NOT 'NEW_EVIDENCE' = ANY (grounds) OR cardinality(evidence_item_ids) > 0),
  CONSTRAINT appeal_answer CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CONSTRAINT appeal_decided CHECK ((status = 'DECIDED') = (outcome IS NOT NULL)),
  CONSTRAINT appeal_decision_whole CHECK (num_nonnulls(outcome, reasons, decided_by, decided_at) IN (0, 4)),
  CONSTRAINT appeal_replacement CHECK (
    outcome IS NULL OR (outcome IN ('VARIED', 'REVERSED')) = (new_ruling_id IS NOT NULL AND changes IS NOT NULL)),
  CONSTRAINT appeal_another_ruling CHECK (new_ruling_id IS NULL OR new_ruling_id <> ruling_id)
);
CREATE INDEX appeal_dispute ON appeal (dispute_id, filed_at);

ALTER TABLE dispute ADD COLUMN appeal_waived_by text[] NOT NULL DEFAULT '{}';
ALTER TABLE dispute ADD CONSTRAINT dispute_appeal_waivers CHECK (appeal_waived_by <@ '{MERCHANT,SHOPPER}'::text[]);

-- Rulings are never changed, so nobody may lock their rows, which a foreign key would do: this looks without a lock.
-- And whoever ruled never decides the appeal, whatever a program says.
CREATE FUNCTION check_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ruling WHERE ruling.id = NEW.ruling_id AND ruling.mediator_id = NEW.decided_by) THEN
    RAISE EXCEPTION 'the author of a ruling does not decide its appeal' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM unnest(ARRAY[NEW.ruling_id, NEW.new_ruling_id]) AS named (id)
    WHERE named.id IS NOT NULL
      AND NOT EXISTS (SELECT FROM ruling WHERE ruling.id = named.id AND ruling.dispute_id = NEW.dispute_id)) THEN
    RAISE EXCEPTION 'an appeal is about rulings of its own dispute' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER appeal_checked AFTER INSERT OR UPDATE ON appeal FOR EACH ROW EXECUTE FUNCTION check_appeal();
`;

const drop = `
DROP TABLE appeal;
DROP FUNCTION check_appeal;
ALTER TABLE dispute DROP COLUMN appeal_waived_by;
`;

/** Keeps appeals: one a side against a ruling, decided by somebody else than its author. */
export class Appeals20261201050000 implements MigrationInterface {
  readonly name = "Appeals20261201050000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(drop);
  }
}
