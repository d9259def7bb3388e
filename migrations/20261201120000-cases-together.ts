import type { MigrationInterface, QueryRunner } from "typeorm";

/** Who has a case open; in real time, and gone with the process. */
const presence = `
CREATE TABLE case_presence (
  id uuid PRIMARY KEY,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  viewer_role text NOT NULL,
  viewer_id uuid NOT NULL,
  since timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL CHECK (seen_at >= since)
);
CREATE INDEX case_presence_dispute ON case_presence (dispute_id, seen_at);
CREATE INDEX case_presence_seen ON case_presence (seen_at);
`;

/** Disputes that belong together: one row for each end, and the other end's row is always there too. */
const links = `
CREATE TABLE dispute_link (
  id uuid NOT NULL,
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  other_id uuid NOT NULL REFERENCES dispute (id) CHECK (other_id <> dispute_id),
  kind text NOT NULL CHECK (kind IN ('COMMON_CAUSE', 'CROSS_CLAIM', 'REPEAT')),
  reason text NOT NULL CHECK (length(reason) > 0),
  linked_by_role text NOT NULL,
  linked_by_id uuid NOT NULL,
  linked_at timestamptz(3) NOT NULL,
  ended_by_role text,
  ended_by_id uuid,
  ended_at timestamptz(3) CHECK (ended_at >= linked_at),
  PRIMARY KEY (id, dispute_id),
  FOREIGN KEY (id, other_id) REFERENCES dispute_link (id, dispute_id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT dispute_link_ended CHECK
    ((ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (ended_by_role IS NULL))
);
CREATE UNIQUE INDEX dispute_link_standing ON dispute_link (dispute_id, other_id, kind) WHERE ended_at IS NULL;
`;

/** What the desk knows of cases together: who has one open, and which belong together. */
export class CasesTogether20261201120000 implements MigrationInterface {
  readonly name = "CasesTogether20261201120000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(presence);
    await runner.query(links);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE dispute_link, case_presence");
  }
}
