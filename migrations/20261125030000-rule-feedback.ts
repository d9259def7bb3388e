import type { MigrationInterface, QueryRunner } from "typeorm";

const create = `
CREATE TABLE rule_feedback (
  id uuid PRIMARY KEY,
  rulebook_version text NOT NULL REFERENCES rulebook (version),
  clause text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('LOOPHOLE', 'SUGGESTION', 'UNCLEAR', 'UNFAIR')),
  wrong text NOT NULL CHECK (length(wrong) > 0),
  instead text NOT NULL CHECK (length(instead) > 0),
  dispute_id uuid REFERENCES dispute (id),
  author_role text NOT NULL,
  author_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('ACCEPTED', 'NEW', 'REJECTED', 'SHIPPED', 'TRIAGED')),
  shipped_version text REFERENCES rulebook (version),
  submitted_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  CONSTRAINT rule_feedback_shipped_in_version CHECK ((status = 'SHIPPED') = (shipped_version IS NOT NULL))
);
CREATE INDEX rule_feedback_submitted ON rule_feedback (submitted_at, id);
CREATE INDEX rule_feedback_author ON rule_feedback (author_id, submitted_at, id);
CREATE INDEX rule_feedback_clause ON rule_feedback (clause, submitted_at, id);

CREATE TABLE rule_feedback_step (
  feedback_id uuid NOT NULL REFERENCES rule_feedback (id),
  sequence integer NOT NULL CHECK (sequence >= 1),
  position bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  status text NOT NULL CHECK (status IN ('ACCEPTED', 'NEW', 'REJECTED', 'SHIPPED', 'TRIAGED')),
  actor_role text NOT NULL,
  actor_id uuid NOT NULL,
  answer text,
  shipped_version text,
  occurred_at timestamptz(3) NOT NULL,
  PRIMARY KEY (feedback_id, sequence)
);
CREATE UNIQUE INDEX rule_feedback_step_position ON rule_feedback_step (position);
`;

/** What somebody was told is never unsaid. */
const appendOnly = `
CREATE TRIGGER rule_feedback_step_append_only BEFORE UPDATE OR DELETE ON rule_feedback_step
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_feedback_step_no_truncate BEFORE TRUNCATE ON rule_feedback_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON rule_feedback_step FROM PUBLIC, CURRENT_USER;
`;

/** Creates the feedback on rules and the steps that its authors are told. */
export class RuleFeedback20261125030000 implements MigrationInterface {
  readonly name = "RuleFeedback20261125030000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
    await runner.query(appendOnly);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE rule_feedback_step, rule_feedback");
  }
}
