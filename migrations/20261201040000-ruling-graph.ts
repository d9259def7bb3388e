import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Earlier rulings did not say which findings lead to which clause: each clause follows from all that was found. Nobody may
 * update a ruling, so the column is filled as it gets its type.
 */
const conclusions = `
CREATE FUNCTION derived_conclusions(ruled uuid, findings jsonb, clauses text[]) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_agg(jsonb_build_object('text', null, 'clause', cited.clause, 'rulebookVersion', dispute.rulebook_version,
    'findingIndexes', (SELECT jsonb_agg(index) FROM generate_series(0, jsonb_array_length(findings) - 1) AS index))
    ORDER BY cited.position)
  FROM dispute, (SELECT clause, min(place) AS position FROM unnest(clauses) WITH ORDINALITY AS named (clause, place)
    GROUP BY clause) AS cited
  WHERE dispute.id = ruled
$$;
ALTER TABLE ruling ADD COLUMN conclusions text;
ALTER TABLE ruling ALTER COLUMN conclusions TYPE jsonb USING derived_conclusions(dispute_id, findings, clauses);
DROP FUNCTION derived_conclusions(uuid, jsonb, text[]);
ALTER TABLE ruling ALTER COLUMN conclusions SET NOT NULL,
  ADD CONSTRAINT ruling_conclusions CHECK (jsonb_array_length(conclusions) > 0);
`;

const wholeShares = `
CREATE FUNCTION are_whole_shares(shares jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_array_length(shares) = 0 OR (
    SELECT bool_and(coalesce(share ->> 'basisPoints' ~ '^[1-9][0-9]*$'
        AND share ->> 'party' IN ('CARRIER', 'MERCHANT', 'PLATFORM', 'SHOPPER'), false))
      AND sum(CASE WHEN share ->> 'basisPoints' ~ '^[0-9]{1,5}$' THEN (share ->> 'basisPoints')::integer END) = 10000
      AND count(DISTINCT share ->> 'party') = count(*)
    FROM jsonb_array_elements(shares) AS share)
$$;
`;

/** What is wrong with a ruling, in the order in which a reader would miss it; null where nothing is. */
const grounds = `
CREATE FUNCTION ruling_fault(ruled ruling) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  version text;
  known jsonb;
BEGIN
  SELECT rulebook.version, rulebook.document -> 'clauses' INTO version, known
  FROM dispute JOIN rulebook ON rulebook.version = dispute.rulebook_version WHERE dispute.id = ruled.dispute_id;
  IF ruled.reasons !~ '[^[:space:]]' THEN
    RETURN 'its reasons say nothing';
  ELSIF EXISTS (SELECT FROM jsonb_array_elements(ruled.findings) AS finding
      WHERE coalesce(finding ->> 'text' !~ '[^[:space:]]', true)) THEN
    RETURN 'a finding says nothing';
  ELSIF EXISTS (SELECT FROM jsonb_path_query(ruled.findings, '$[*].evidenceItemIds[*]') AS cited
      WHERE NOT EXISTS (SELECT FROM evidence_item
        WHERE id::text = cited #>> '{}' AND evidence_item.dispute_id = ruled.dispute_id)) THEN
    RETURN 'a finding rests on evidence that the dispute does not have';
  ELSIF EXISTS (SELECT FROM unnest(ruled.clauses) AS clause WHERE NOT coalesce(known ? clause, false)) THEN
    RETURN 'it cites a clause that the rulebook of the dispute does not have';
  ELSIF EXISTS (SELECT FROM jsonb_array_elements(ruled.conclusions) AS conclusion
      WHERE NOT coalesce(conclusion ->> 'clause' = ANY (ruled.clauses), false)
        OR conclusion ->> 'rulebookVersion' IS DISTINCT FROM version
        OR coalesce(jsonb_array_length(conclusion -> 'findingIndexes'), 0) = 0
        OR EXISTS (SELECT FROM jsonb_array_elements(conclusion -> 'findingIndexes') AS place
          WHERE place::text !~ '^[0-9]{1,4}$' OR place::text::integer >= jsonb_array_length(ruled.findings))) THEN
    RETURN 'a conclusion does not lead from a finding to a clause that is cited';
  ELSIF EXISTS (SELECT FROM unnest(ruled.clauses) AS clause
      WHERE NOT ruled.conclusions @> jsonb_build_array(jsonb_build_object('clause', clause))) THEN
    RETURN 'it cites a clause that no conclusion applies';
  ELSIF NOT coalesce(are_whole_shares(ruled.fault_shares), false)
      OR EXISTS (SELECT FROM jsonb_array_elements(ruled.remedies) AS remedy
        WHERE NOT coalesce(are_whole_shares(coalesce(remedy -> 'costBearers', '[]')), false)) THEN
    RETURN 'shares sum to 10000 basis points or there are none';
  ELSIF (ruled.outcome IN ('NOT_PROVEN', 'RULED_FOR_MERCHANT')) <> (jsonb_array_length(ruled.remedies) = 0) THEN
    RETURN 'what it orders contradicts its outcome';
  ELSIF EXISTS (SELECT FROM jsonb_array_elements(ruled.remedies) AS remedy
      WHERE NOT EXISTS (SELECT FROM dispute_line WHERE dispute_line.dispute_id = ruled.dispute_id
        AND order_line_id::text = remedy ->> 'orderLineId')) THEN
    RETURN 'it orders something about a line that is not disputed';
  ELSIF ruled.review IS NOT NULL AND NOT EXISTS (SELECT FROM ruling_draft
      WHERE ruling_draft.dispute_id = ruled.dispute_id AND status = 'APPROVED'
        AND content_hash = ruled.review ->> 'contentHash' AND reviewer_id::text = ruled.review ->> 'reviewerId') THEN
    RETURN 'nobody approved it';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION require_grounded_ruling() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fault constant text := ruling_fault(NEW);
BEGIN
  IF fault IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a ruling without grounds is not kept: %', fault
    USING ERRCODE = 'check_violation', CONSTRAINT = 'ruling_grounded';
END $$;
CREATE TRIGGER ruling_grounded BEFORE INSERT ON ruling
  FOR EACH ROW EXECUTE FUNCTION require_grounded_ruling();
`;

const drafts = `
CREATE TABLE ruling_draft (
  dispute_id uuid NOT NULL REFERENCES dispute (id),
  version integer NOT NULL CHECK (version >= 1),
  author_id uuid NOT NULL REFERENCES mediator (id),
  content jsonb NOT NULL,
  content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  saved_at timestamptz(3) NOT NULL,
  status text NOT NULL CHECK (status IN ('APPROVED', 'DRAFT', 'RETURNED', 'SECOND_REVIEW')),
  submitted_at timestamptz(3),
  reviewer_id uuid REFERENCES mediator (id),
  reviewed_at timestamptz(3),
  return_reason text,
  PRIMARY KEY (dispute_id, version),
  CHECK ((status = 'DRAFT') = (submitted_at IS NULL)),
  CHECK ((status IN ('APPROVED', 'RETURNED')) = (reviewer_id IS NOT NULL AND reviewed_at IS NOT NULL)),
  CHECK (reviewer_id <> author_id),
  CHECK ((status = 'RETURNED') = (coalesce(return_reason, '') ~ '[^[:space:]]'))
);
CREATE FUNCTION keep_drafted_ruling() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fate constant text[] := ARRAY['status', 'submitted_at', 'reviewer_id', 'reviewed_at', 'return_reason'];
BEGIN
  IF to_jsonb(NEW) - fate = to_jsonb(OLD) - fate AND OLD.status IN ('DRAFT', 'SECOND_REVIEW') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what a draft says, and what was decided on it, stays: save another version'
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER ruling_draft_kept BEFORE UPDATE ON ruling_draft
  FOR EACH ROW EXECUTE FUNCTION keep_drafted_ruling();
ALTER TABLE ruling ADD COLUMN review jsonb,
  ADD CONSTRAINT ruling_review CHECK (review ->> 'reviewerId' <> mediator_id::text);
`;

/** Keeps which findings lead to which clause, and no ruling whose grounds do not hold together. */
export class RulingGraph20261201040000 implements MigrationInterface {
  readonly name = "RulingGraph20261201040000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(conclusions);
    await runner.query(drafts);
    await runner.query(wholeShares);
    await runner.query(grounds);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER ruling_grounded ON ruling;
      DROP FUNCTION require_grounded_ruling();
      DROP FUNCTION ruling_fault(ruling);
      DROP FUNCTION are_whole_shares(jsonb);
      ALTER TABLE ruling DROP COLUMN review, DROP COLUMN conclusions;
      DROP TABLE ruling_draft;
      DROP FUNCTION keep_drafted_ruling()`);
  }
}
