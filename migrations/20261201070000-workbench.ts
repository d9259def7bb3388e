import type { MigrationInterface, QueryRunner } from "typeorm";

/** Cases that ended by a ruling, by what makes them alike; and what a party had before, without its rows. */
const indexes = `
CREATE INDEX dispute_ruled ON dispute (reason, currency, claimed_minor) WHERE final_reason IS NULL AND
  outcome IN ('NOT_PROVEN', 'RULED_FOR_MERCHANT', 'RULED_FOR_SHOPPER', 'RULED_SPLIT') AND status IN ('BLOCKED', 'CLOSED', 'PERFORMING');
CREATE INDEX dispute_ruled_otherwise ON dispute (final_reason, currency, claimed_minor) WHERE final_reason IS NOT NULL AND
  outcome IN ('NOT_PROVEN', 'RULED_FOR_MERCHANT', 'RULED_FOR_SHOPPER', 'RULED_SPLIT') AND status IN ('BLOCKED', 'CLOSED', 'PERFORMING');
CREATE INDEX dispute_merchant_history ON dispute (merchant_id, opened_at, id, outcome);
`;

const macros = `
CREATE TABLE macro (
  code text PRIMARY KEY CHECK (code ~ '^[A-Z][A-Z0-9_]{0,63}$'),
  version integer NOT NULL CHECK (version >= 1),
  deleted_at timestamptz(3)
);
CREATE TABLE macro_version (
  code text NOT NULL REFERENCES macro (code),
  version integer NOT NULL CHECK (version >= 1),
  title jsonb NOT NULL,
  text jsonb NOT NULL,
  reasons text[] NOT NULL,
  saved_by_role text NOT NULL,
  saved_by_id uuid NOT NULL,
  saved_at timestamptz(3) NOT NULL,
  PRIMARY KEY (code, version),
  CONSTRAINT macro_version_texts CHECK (length(text ->> 'en') > 0 AND length(text ->> 'zh') > 0)
);
CREATE TABLE macro_use (
  message_id uuid PRIMARY KEY REFERENCES message (id) DEFERRABLE INITIALLY DEFERRED,
  code text NOT NULL,
  version integer NOT NULL,
  language text NOT NULL CHECK (language IN ('EN', 'ZH')),
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  FOREIGN KEY (code, version) REFERENCES macro_version (code, version)
);
CREATE INDEX macro_use_version ON macro_use (code, version, dispute_id);
`;

const rehearsals = `
CREATE TABLE rehearsal (
  trainee_id uuid NOT NULL REFERENCES mediator (id),
  number integer NOT NULL CHECK (number >= 1),
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  started_at timestamptz(3) NOT NULL,
  submission jsonb,
  score jsonb,
  submitted_at timestamptz(3),
  PRIMARY KEY (trainee_id, number),
  CONSTRAINT rehearsal_submitted CHECK ((submitted_at IS NULL) = (submission IS NULL) AND (submitted_at IS NULL) = (score IS NULL))
);
CREATE UNIQUE INDEX rehearsal_case ON rehearsal (trainee_id, dispute_id);
`;

const samples = `
CREATE TABLE review_sample (
  name text PRIMARY KEY CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  size integer NOT NULL CHECK (size >= 1),
  drawn_by_role text NOT NULL,
  drawn_by_id uuid NOT NULL,
  drawn_at timestamptz(3) NOT NULL
);
CREATE TABLE review_case (
  sample text NOT NULL REFERENCES review_sample (name),
  position integer NOT NULL CHECK (position >= 1),
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  PRIMARY KEY (sample, position)
);
CREATE UNIQUE INDEX review_case_dispute ON review_case (sample, dispute_id);
CREATE TABLE second_opinion (
  sample text NOT NULL,
  position integer NOT NULL,
  reviewer_id uuid NOT NULL REFERENCES mediator (id),
  outcome text NOT NULL CHECK (outcome IN ('NOT_PROVEN', 'RULED_FOR_MERCHANT', 'RULED_FOR_SHOPPER', 'RULED_SPLIT')),
  remedies jsonb NOT NULL,
  given_at timestamptz(3) NOT NULL,
  PRIMARY KEY (sample, position, reviewer_id),
  FOREIGN KEY (sample, position) REFERENCES review_case (sample, position)
);
CREATE TRIGGER second_opinion_append_only BEFORE UPDATE OR DELETE ON second_opinion
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

/** What was sent is known by its version, so the words of a version never change. */
const appendOnly = `
CREATE TRIGGER macro_version_append_only BEFORE UPDATE OR DELETE ON macro_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER macro_version_no_truncate BEFORE TRUNCATE ON macro_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

/** What the workbench asks for: indexes on cases that are alike and on what a party had before; macros, rehearsals and samples. */
export class Workbench20261201070000 implements MigrationInterface {
  readonly name = "Workbench20261201070000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(indexes);
    await runner.query(macros);
    await runner.query(appendOnly);
    await runner.query(rehearsals);
    await runner.query(samples);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "DROP TABLE second_opinion, review_case, review_sample, rehearsal, macro_use, macro_version, macro",
    );
    await runner.query("DROP INDEX dispute_merchant_history, dispute_ruled_otherwise, dispute_ruled");
  }
}
