import type { MigrationInterface, QueryRunner } from "typeorm";

const add = `
ALTER TABLE dispute ADD COLUMN automatic_outcome jsonb, ADD COLUMN human_review jsonb,
  ADD COLUMN human_review_until timestamptz(3),
  ADD CONSTRAINT dispute_automatic_outcome_whole CHECK (automatic_outcome IS NULL OR coalesce(
    automatic_outcome ->> 'outcome' IN ('DEFAULTED', 'LAPSED') AND length(automatic_outcome ->> 'clause') > 0
    AND automatic_outcome ?& '{id,reason,rulebookVersion,effects,awarded,formulaTraces,decidedAt,reviewableUntil}'::text[], FALSE)),
  ADD CONSTRAINT dispute_human_review_of_automatic_outcome CHECK (human_review IS NULL OR automatic_outcome IS NOT NULL),
  ADD CONSTRAINT dispute_human_review_whole CHECK (human_review IS NULL OR coalesce(
    human_review ->> 'side' IN ('MERCHANT', 'SHOPPER') AND human_review ->> 'status' IN ('DECIDED', 'MOOT', 'UNDER_REVIEW')
    AND jsonb_array_length(human_review -> 'grounds') > 0 AND length(human_review ->> 'statement') > 0
    AND human_review ?& '{id,requestedAt,decideUntil,held}'::text[]
    AND (human_review ->> 'status' = 'DECIDED') = (jsonb_typeof(human_review -> 'decision') = 'object'), FALSE)),
  ADD CONSTRAINT dispute_human_review_decided_by_a_person CHECK (human_review ->> 'status' IS DISTINCT FROM 'DECIDED' OR coalesce(
    human_review #>> '{decision,outcome}' IN ('OVERTURNED', 'UPHELD') AND length(human_review #>> '{decision,reason}') > 0
    AND human_review #>> '{decision,mediatorId}' IS NOT NULL AND human_review #>> '{decision,decidedAt}' IS NOT NULL, FALSE)),
  ADD CONSTRAINT dispute_human_review_has_a_clock CHECK (
    (human_review ->> 'status' IS NOT DISTINCT FROM 'UNDER_REVIEW') = (human_review_until IS NOT NULL)),
  ADD CONSTRAINT dispute_human_review_waits_for_the_desk CHECK (
    human_review_until IS NULL OR status IN ('IN_REVIEW', 'QUEUED', 'SUSPENDED'));

CREATE INDEX dispute_human_review ON dispute (human_review_until, id) WHERE human_review_until IS NOT NULL;

ALTER TABLE queue_view DROP CONSTRAINT queue_view_view_check,
  ADD CONSTRAINT queue_view_view_check CHECK (view IN ('APPEALS', 'BREACHING', 'EVIDENCE_COMPLETE',
    'HIGHER_LEVEL_REQUESTED', 'HUMAN_REVIEWS', 'MINE', 'UNASSIGNED', 'WATCH_LISTED'));
`;

const drop = `
DELETE FROM queue_view WHERE view = 'HUMAN_REVIEWS';
ALTER TABLE queue_view DROP CONSTRAINT queue_view_view_check,
  ADD CONSTRAINT queue_view_view_check CHECK (view IN ('APPEALS', 'BREACHING', 'EVIDENCE_COMPLETE',
    'HIGHER_LEVEL_REQUESTED', 'MINE', 'UNASSIGNED', 'WATCH_LISTED'));
DROP INDEX dispute_human_review;
ALTER TABLE dispute DROP CONSTRAINT dispute_human_review_waits_for_the_desk, DROP CONSTRAINT dispute_human_review_has_a_clock,
  DROP CONSTRAINT dispute_human_review_decided_by_a_person, DROP CONSTRAINT dispute_human_review_whole,
  DROP CONSTRAINT dispute_human_review_of_automatic_outcome, DROP CONSTRAINT dispute_automatic_outcome_whole,
  DROP COLUMN human_review_until, DROP COLUMN human_review, DROP COLUMN automatic_outcome;
`;

/** Keeps what the clock decided beside what a person made of it. */
export class HumanReview20261202100000 implements MigrationInterface {
  readonly name = "HumanReview20261202100000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(add);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(drop);
  }
}
