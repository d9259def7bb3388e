import type { MigrationInterface, QueryRunner } from "typeorm";

const up = `
ALTER TABLE dispute ADD COLUMN clock jsonb, ADD COLUMN wake_at timestamptz(3);
CREATE INDEX dispute_wake ON dispute (wake_at, id) WHERE wake_at IS NOT NULL;

ALTER TABLE merchant ADD COLUMN country text CHECK (country ~ '^[A-Z]{2}$');

CREATE TABLE force_majeure (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  region text NOT NULL,
  country text CHECK (country ~ '^[A-Z]{2}$'),
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL,
  reason text NOT NULL,
  clause text NOT NULL,
  declared_by uuid NOT NULL,
  declared_at timestamptz(3) NOT NULL,
  ended_by uuid,
  CONSTRAINT force_majeure_in_order CHECK (starts_at <= ends_at)
);
CREATE UNIQUE INDEX force_majeure_code ON force_majeure (code);
CREATE INDEX force_majeure_region ON force_majeure (region);

CREATE TABLE platform_outage (
  id uuid PRIMARY KEY,
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NOT NULL,
  reason text NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT platform_outage_in_order CHECK (started_at < ended_at)
);
CREATE UNIQUE INDEX platform_outage_end ON platform_outage (ended_at);

CREATE TABLE business_calendar (
  owner text PRIMARY KEY,
  zone text NOT NULL,
  weekly_hours jsonb NOT NULL,
  holidays jsonb NOT NULL,
  changed_by uuid NOT NULL,
  changed_at timestamptz(3) NOT NULL
);
`;

const down = `
DROP TABLE business_calendar, platform_outage, force_majeure;
ALTER TABLE merchant DROP COLUMN country;
ALTER TABLE dispute DROP COLUMN wake_at, DROP COLUMN clock;
`;

/** Clocks that pause, go on and remind; what holds them up, and the calendars that they run by. */
export class Clocks20261125040000 implements MigrationInterface {
  readonly name = "Clocks20261125040000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
