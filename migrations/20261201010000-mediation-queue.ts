import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the platform knows of its mediators beyond level and capacity. */
const staff = `
ALTER TABLE mediator
  ADD COLUMN languages text[] NOT NULL DEFAULT '{}',
  ADD COLUMN shift_started_at timestamptz(3),
  ADD COLUMN shift_ends_at timestamptz(3),
  ADD CONSTRAINT mediator_shift CHECK
    ((shift_started_at IS NULL) = (shift_ends_at IS NULL) AND shift_ends_at >= shift_started_at);

CREATE TABLE mediator_certification (
  mediator_id uuid NOT NULL REFERENCES mediator (id),
  reason_group text NOT NULL CHECK (length(reason_group) > 0),
  certified_until timestamptz(3) NOT NULL,
  PRIMARY KEY (mediator_id, reason_group)
);
`;

/** What the marketplace says of shoppers. */
const shoppers = `
ALTER TABLE shopper
  ADD COLUMN language text,
  ADD COLUMN tier text,
  ADD COLUMN vulnerable boolean NOT NULL DEFAULT false;
`;

/**
 * The place of a dispute in the queue. Those from before rank by their age alone until something happens to them; since
 * when the desk has had them is found in their logs.
 */
const queue = `
ALTER TABLE dispute
  ADD COLUMN queued_at timestamptz(3),
  ADD COLUMN overdue_at timestamptz(3),
  ADD COLUMN ranks_since timestamptz(3),
  ADD CONSTRAINT dispute_overdue_queued CHECK (overdue_at >= queued_at);

UPDATE dispute SET queued_at = (
  SELECT max(event.occurred_at) FROM dispute_event AS event WHERE event.dispute_id = dispute.id
    AND event.payload -> 'after' ->> 'status' = 'QUEUED'
    AND (SELECT earlier.payload -> 'after' ->> 'status' FROM dispute_event AS earlier
      WHERE earlier.dispute_id = dispute.id AND earlier.sequence = event.sequence - 1)
      IN ('MERCHANT_RESPONSE', 'NEGOTIATING', 'PERFORMING', 'CLOSED'));
UPDATE dispute SET overdue_at = (
  SELECT min(event.occurred_at) FROM dispute_event AS event WHERE event.dispute_id = dispute.id
    AND event.type = 'PLATFORM_DEADLINE_MISSED' AND event.occurred_at >= dispute.queued_at)
  WHERE queued_at IS NOT NULL;
UPDATE dispute SET ranks_since = coalesce(queued_at, opened_at);
ALTER TABLE dispute ALTER COLUMN ranks_since SET NOT NULL;

DROP INDEX dispute_queue;
CREATE INDEX dispute_desk ON dispute (status, ranks_since, id) WHERE status <> 'CLOSED';
CREATE INDEX dispute_raised ON dispute (ranks_since, id) WHERE level > 1 AND status <> 'CLOSED';
`;

/** What staff keep an eye on, and the views that mediators saved. */
const views = `
CREATE TABLE watch (
  id uuid PRIMARY KEY,
  subject_kind text NOT NULL CHECK (subject_kind IN ('DISPUTE', 'MERCHANT', 'SHOPPER')),
  subject_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) > 0),
  watched_by_role text NOT NULL,
  watched_by_id uuid NOT NULL,
  watched_at timestamptz(3) NOT NULL,
  ended_by_role text,
  ended_by_id uuid,
  ended_at timestamptz(3) CHECK (ended_at >= watched_at),
  CONSTRAINT watch_ended CHECK
    ((ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (ended_by_role IS NULL))
);
CREATE UNIQUE INDEX watch_standing ON watch (subject_id, subject_kind) WHERE ended_at IS NULL;

CREATE TABLE queue_view (
  owner_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) > 0),
  view text NOT NULL CHECK (view IN ('APPEALS', 'BREACHING', 'EVIDENCE_COMPLETE', 'HIGHER_LEVEL_REQUESTED', 'MINE',
    'UNASSIGNED', 'WATCH_LISTED')),
  filter jsonb NOT NULL,
  saved_at timestamptz(3) NOT NULL,
  PRIMARY KEY (owner_id, name)
);
`;

/** Staff of the mediation desk, and in which order its queue is worked off. */
export class MediationQueue20261201010000 implements MigrationInterface {
  readonly name = "MediationQueue20261201010000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(staff);
    await runner.query(shoppers);
    await runner.query(queue);
    await runner.query(views);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE queue_view;
      DROP TABLE watch;
      DROP INDEX dispute_raised;
      DROP INDEX dispute_desk;
      CREATE INDEX dispute_queue ON dispute (deadline_at, id) WHERE status = 'QUEUED';
      ALTER TABLE dispute DROP COLUMN queued_at, DROP COLUMN overdue_at, DROP COLUMN ranks_since;
      ALTER TABLE shopper DROP COLUMN language, DROP COLUMN tier, DROP COLUMN vulnerable;
      DROP TABLE mediator_certification;
      ALTER TABLE mediator DROP COLUMN languages, DROP COLUMN shift_started_at, DROP COLUMN shift_ends_at;
    `);
  }
}
