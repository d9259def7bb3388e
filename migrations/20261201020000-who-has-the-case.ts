import type { MigrationInterface, QueryRunner } from "typeorm";

const conflicts = `
CREATE TABLE mediator_relation (
  id uuid PRIMARY KEY,
  mediator_id uuid NOT NULL REFERENCES mediator (id),
  side text NOT NULL CHECK ("side" IN ('MERCHANT', 'SHOPPER')),
  party_id uuid NOT NULL,
  kind text NOT NULL CHECK ("kind" IN ('EMPLOYMENT', 'FAMILY', 'FRIENDSHIP', 'OTHER', 'OWNERSHIP')),
  until timestamptz(3),
  declared_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) CHECK ("ended_at" >= "declared_at")
);
CREATE INDEX mediator_relation_standing ON mediator_relation (mediator_id, party_id) WHERE ended_at IS NULL;

CREATE TABLE mediator_complaint (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  mediator_id uuid NOT NULL REFERENCES mediator (id),
  side text NOT NULL CHECK ("side" IN ('MERCHANT', 'SHOPPER')),
  party_id uuid NOT NULL,
  ground text NOT NULL CHECK ("ground" IN ('BIAS', 'BRIBE', 'LEAK', 'RUDENESS')),
  statement text NOT NULL CHECK (length("statement") > 0),
  made_at timestamptz(3) NOT NULL,
  cleared_at timestamptz(3),
  cleared_by_id uuid,
  clear_reason text,
  CONSTRAINT mediator_complaint_cleared CHECK ((cleared_at IS NULL) = (cleared_by_id IS NULL)
    AND (cleared_at IS NULL) = (clear_reason IS NULL) AND cleared_by_id <> mediator_id)
);
CREATE INDEX mediator_complaint_open ON mediator_complaint (mediator_id, party_id) WHERE cleared_at IS NULL;
CREATE UNIQUE INDEX mediator_complaint_once ON mediator_complaint (dispute_id, mediator_id, side) WHERE cleared_at IS NULL;

CREATE TABLE party_trait (
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK ("kind" IN ('ADDRESS', 'PAYMENT')),
  hash text NOT NULL CHECK ("hash" ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (person_id, kind, hash)
);

CREATE TABLE conflict_check (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  mediator_id uuid NOT NULL REFERENCES mediator (id),
  act text NOT NULL,
  inputs jsonb NOT NULL,
  results jsonb NOT NULL,
  conflict boolean NOT NULL,
  checked_at timestamptz(3) NOT NULL,
  actor_role text NOT NULL,
  actor_id uuid NOT NULL,
  CONSTRAINT conflict_check_result CHECK (conflict = jsonb_path_exists(results, '$.* ? (@ == "CONFLICT")'))
);
CREATE INDEX conflict_check_mediator ON conflict_check (mediator_id, checked_at) WHERE NOT conflict;
CREATE INDEX conflict_check_dispute ON conflict_check (dispute_id, checked_at, id);
CREATE TRIGGER conflict_check_kept BEFORE UPDATE OR DELETE ON conflict_check
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER conflict_check_no_truncate BEFORE TRUNCATE ON conflict_check
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const handovers = `
CREATE TABLE case_handover (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  from_mediator_id uuid REFERENCES mediator (id),
  to_mediator_id uuid NOT NULL REFERENCES mediator (id),
  capsule jsonb NOT NULL,
  made_at timestamptz(3) NOT NULL
);
CREATE INDEX case_handover_dispute ON case_handover (dispute_id, made_at, id);
CREATE TRIGGER case_handover_kept BEFORE UPDATE OR DELETE ON case_handover
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_handover_no_truncate BEFORE TRUNCATE ON case_handover
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

/** Who removed somebody from a case never gives it back to the same, whatever the program says. */
const desk = `
ALTER TABLE dispute ADD COLUMN desk jsonb,
  ADD CONSTRAINT dispute_removed_mediator CHECK (NOT coalesce(desk -> 'removedMediatorIds' ? mediator_id::text, false));
`;

/** Keeps who may have a case, who had it, what stood against it and what was handed on with it. */
export class WhoHasTheCase20261201020000 implements MigrationInterface {
  readonly name = "WhoHasTheCase20261201020000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(conflicts);
    await runner.query(handovers);
    await runner.query(desk);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE dispute DROP CONSTRAINT dispute_removed_mediator, DROP COLUMN desk;
      DROP TABLE case_handover, conflict_check, party_trait, mediator_complaint, mediator_relation`);
  }
}
