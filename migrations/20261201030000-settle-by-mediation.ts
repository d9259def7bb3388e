import type { MigrationInterface, QueryRunner } from "typeorm";

const proposals = `
CREATE TABLE proposal (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  mediator_id uuid NOT NULL REFERENCES mediator (id),
  status text NOT NULL CHECK (status IN
    ('ACCEPTED', 'DECLINED', 'EXPIRED', 'HALF_ACCEPTED', 'RETRACTED', 'SENT', 'SUPERSEDED')),
  terms jsonb NOT NULL CHECK (jsonb_array_length(terms) > 0),
  terms_hash text NOT NULL,
  explanation text NOT NULL CHECK (length(explanation) > 0),
  accepted_by text[] NOT NULL DEFAULT '{}' CHECK (accepted_by <@ ARRAY['MERCHANT', 'SHOPPER']),
  proposed_at timestamptz(3) NOT NULL,
  decided_at timestamptz(3),
  CONSTRAINT proposal_decided CHECK ((decided_at IS NULL) = (status IN ('HALF_ACCEPTED', 'SENT'))),
  CONSTRAINT proposal_accepted CHECK (CASE status
    WHEN 'SENT' THEN cardinality(accepted_by) = 0 WHEN 'HALF_ACCEPTED' THEN cardinality(accepted_by) = 1
    WHEN 'ACCEPTED' THEN accepted_by @> ARRAY['MERCHANT', 'SHOPPER'] ELSE cardinality(accepted_by) < 2 END)
);
CREATE INDEX proposal_dispute ON proposal (dispute_id, proposed_at, id);
CREATE UNIQUE INDEX proposal_one_open ON proposal (dispute_id) WHERE status IN ('HALF_ACCEPTED', 'SENT');
`;

/** Whatever leads a dispute out of the platform's intervention, no limit outlives it. A suspended one comes back. */
const limits = `
CREATE TABLE sealed_limit (
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  side text NOT NULL CHECK (side IN ('MERCHANT', 'SHOPPER')),
  sealed bytea NOT NULL CHECK (octet_length(sealed) = 44),
  PRIMARY KEY (dispute_id, side)
);
CREATE FUNCTION forget_sealed_limits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sealed_limit WHERE dispute_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER dispute_sealed_limits AFTER UPDATE ON dispute FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status NOT IN
    ('DECIDING', 'EVIDENCE', 'IN_REVIEW', 'PROPOSED', 'QUEUED', 'REBUTTAL', 'SUSPENDED'))
  EXECUTE FUNCTION forget_sealed_limits();
`;

/** Keeps what mediators propose, and what the sides would settle for. */
export class SettleByMediation20261201030000 implements MigrationInterface {
  readonly name = "SettleByMediation20261201030000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(proposals);
    await runner.query(limits);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TRIGGER dispute_sealed_limits ON dispute");
    await runner.query("DROP FUNCTION forget_sealed_limits");
    await runner.query("DROP TABLE sealed_limit, proposal");
  }
}
