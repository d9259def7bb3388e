import type { MigrationInterface, QueryRunner } from "typeorm";

const declarations = `
ALTER TABLE dispute ADD COLUMN inadmissibility jsonb,
  ADD CONSTRAINT dispute_inadmissible_for_a_reason CHECK (
    outcome IS DISTINCT FROM 'INADMISSIBLE' OR inadmissibility IS NOT NULL),
  ADD CONSTRAINT dispute_inadmissibility_whole CHECK (inadmissibility IS NULL OR coalesce(
    inadmissibility ->> 'ground' IN ('ABUSE', 'ALREADY_DECIDED', 'EXTERNAL_PROCEEDING', 'NOT_OURS', 'NO_CLAIM', 'OUT_OF_TIME')
    AND length(inadmissibility ->> 'statement') > 0 AND length(inadmissibility ->> 'clause') > 0
    AND inadmissibility ?& '{id,mediatorId,declaredAt,appealableUntil}'::text[], FALSE));

ALTER TABLE appeal ALTER COLUMN ruling_id DROP NOT NULL,
  ADD COLUMN inadmissibility_id uuid,
  ADD COLUMN join_until timestamptz(3),
  ADD CONSTRAINT appeal_against_one CHECK (num_nonnulls(ruling_id, inadmissibility_id) = 1),
  ADD CONSTRAINT appeal_declaration_once_a_side UNIQUE (inadmissibility_id, side),
  ADD CONSTRAINT appeal_declaration_as_a_whole CHECK (inadmissibility_id IS NULL OR cardinality(order_line_ids) = 0),
  ADD CONSTRAINT appeal_declaration_stands_or_not CHECK (
    inadmissibility_id IS NULL OR outcome IS NULL OR outcome IN ('REMITTED', 'UPHELD'));
`;

const checkRulings = `
  IF EXISTS (SELECT FROM ruling WHERE ruling.id = NEW.ruling_id AND ruling.mediator_id = NEW.decided_by) THEN
    RAISE EXCEPTION 'the author of a ruling does not decide its appeal' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM unnest(ARRAY[NEW.ruling_id, NEW.new_ruling_id]) AS named (id)
    WHERE named.id IS NOT NULL
      AND NOT EXISTS (SELECT FROM ruling WHERE ruling.id = named.id AND ruling.dispute_id = NEW.dispute_id)) THEN
    RAISE EXCEPTION 'an appeal is about rulings of its own dispute' USING ERRCODE = 'foreign_key_violation';
  END IF;`;

const checkDeclarations = `
  IF EXISTS (SELECT FROM dispute WHERE dispute.id = NEW.dispute_id
    AND inadmissibility ->> 'id' = NEW.inadmissibility_id::text
    AND inadmissibility ->> 'mediatorId' = NEW.decided_by::text) THEN
    RAISE EXCEPTION 'the author of a declaration does not decide its appeal' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' AND NEW.inadmissibility_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM dispute WHERE dispute.id = NEW.dispute_id AND inadmissibility ->> 'id' = NEW.inadmissibility_id::text) THEN
    RAISE EXCEPTION 'an appeal is about the declaration of its own dispute' USING ERRCODE = 'foreign_key_violation';
  END IF;`;

const checkAppeal = (...checks: string[]): string => `
CREATE OR REPLACE FUNCTION check_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN ${checks.join("")}
  RETURN NULL;
END $$;`;

const drop = `
DELETE FROM appeal WHERE ruling_id IS NULL;
ALTER TABLE appeal DROP CONSTRAINT appeal_declaration_stands_or_not, DROP CONSTRAINT appeal_declaration_as_a_whole,
  DROP CONSTRAINT appeal_declaration_once_a_side, DROP CONSTRAINT appeal_against_one,
  DROP COLUMN join_until, DROP COLUMN inadmissibility_id, ALTER COLUMN ruling_id SET NOT NULL;
ALTER TABLE dispute DROP CONSTRAINT dispute_inadmissibility_whole, DROP CONSTRAINT dispute_inadmissible_for_a_reason,
  DROP COLUMN inadmissibility;
`;

/** Keeps findings that the platform may not decide, and appeals against them, decided by somebody else. */
export class Inadmissible20261201110000 implements MigrationInterface {
  readonly name = "Inadmissible20261201110000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(declarations + checkAppeal(checkRulings, checkDeclarations));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(drop + checkAppeal(checkRulings));
  }
}
