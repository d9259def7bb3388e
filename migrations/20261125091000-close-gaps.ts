import type { MigrationInterface, QueryRunner } from "typeorm";

/** Lax paths take a null, an empty text or a list of nothing for one thing, so each ground is named by what it must be. */
const grounds = `
ALTER TABLE ruling DROP CONSTRAINT ruling_findings_grounds,
  ADD CONSTRAINT ruling_findings_grounds CHECK (
    NOT jsonb_path_exists(findings, 'strict $[*] ? (@.type() != "object")')
    AND NOT jsonb_path_exists(findings, '$[*] ? (!(
      exists(@.sources[*] ? (@ like_regex "[A-Z]"))
      || exists(@.evidenceItemIds[*] ? (@ like_regex "^[0-9a-f-]{36}$"))
      || exists(@.absences[*] ? (@.side like_regex "[A-Z]" && @.slot like_regex "[A-Z]"))
      || exists(@.recordedAbsence ? (@ like_regex "[^ ]"))))'));
`;

/** A hold is lifted once and says who did it; else whoever wants something erased would shorten or remove it. */
const holds = `
CREATE FUNCTION refuse_hold_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lift constant text[] := ARRAY['lifted_at', 'lifted_by_id', 'lifted_by_role', 'lift_reason'];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.lifted_at IS NULL AND NEW.lifted_at IS NOT NULL
     AND to_jsonb(NEW) - lift = to_jsonb(OLD) - lift THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a legal hold is only placed and lifted: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER legal_hold_kept BEFORE UPDATE OR DELETE ON legal_hold
  FOR EACH ROW EXECUTE FUNCTION refuse_hold_change();
CREATE TRIGGER legal_hold_no_truncate BEFORE TRUNCATE ON legal_hold
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

const requireErasure = (kept: string, destroyed: string): string => `
CREATE OR REPLACE FUNCTION require_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND ${kept} THEN
    RETURN NEW;
  END IF;
  IF ${destroyed} AND NOT EXISTS (SELECT FROM dispute_erasure WHERE dispute_id = OLD.dispute_id) THEN
    RAISE EXCEPTION 'the key of dispute % is destroyed only by an erasure', OLD.dispute_id
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
`;

/** Another key in its place destroys a key as well. */
const keys = requireErasure(
  "(NEW.wrapped_key, NEW.master_key_id) IS NOT DISTINCT FROM (OLD.wrapped_key, OLD.master_key_id)",
  "true",
);
const keysBefore = requireErasure("NEW.wrapped_key IS NOT NULL", "OLD.wrapped_key IS NOT NULL");

/** Keeps rulings that rest on nothing, and changes of legal holds and keys, out of the database. */
export class CloseGaps20261125091000 implements MigrationInterface {
  readonly name = "CloseGaps20261125091000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(grounds);
    await runner.query(holds);
    await runner.query(keys);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(keysBefore);
    await runner.query(`DROP TRIGGER legal_hold_no_truncate ON legal_hold;
      DROP TRIGGER legal_hold_kept ON legal_hold;
      DROP FUNCTION refuse_hold_change();
      ALTER TABLE ruling DROP CONSTRAINT ruling_findings_grounds,
        ADD CONSTRAINT ruling_findings_grounds CHECK (NOT jsonb_path_exists(findings,
          '$[*] ? (!(@.sources.size() > 0 || @.evidenceItemIds.size() > 0 || @.absences.size() > 0 || @.recordedAbsence.type() == "string"))'))`);
  }
}
