import type { MigrationInterface, QueryRunner } from "typeorm";

/** What is there already is in force or was: each version until the next one began, with the notice that is usual. */
const up = `
ALTER TABLE rulebook
  ADD COLUMN id uuid,
  ADD COLUMN status text,
  ADD COLUMN major boolean NOT NULL DEFAULT false,
  ADD COLUMN source text,
  ADD COLUMN drafters uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN drafted_by uuid,
  ADD COLUMN drafted_at timestamptz(3),
  ADD COLUMN consultation_at timestamptz(3),
  ADD COLUMN approved_by uuid,
  ADD COLUMN approved_at timestamptz(3),
  ADD COLUMN published_by uuid,
  ADD COLUMN published_at timestamptz(3),
  ADD COLUMN notice_days integer,
  ADD COLUMN effective_until timestamptz(3),
  ADD COLUMN revision integer NOT NULL DEFAULT 1;
UPDATE rulebook SET id = gen_random_uuid(), status = 'PUBLISHED', source = jsonb_pretty(document), notice_days = 7,
  published_at = effective_at - interval '168 hours',
  effective_until = (SELECT min(later.effective_at) FROM rulebook later WHERE later.effective_at > rulebook.effective_at);
ALTER TABLE rulebook
  ALTER COLUMN id SET NOT NULL,
  ALTER COLUMN status SET NOT NULL,
  ALTER COLUMN source SET NOT NULL,
  ALTER COLUMN effective_at DROP NOT NULL,
  ALTER COLUMN major DROP DEFAULT,
  ALTER COLUMN revision DROP DEFAULT;
ALTER TABLE dispute DROP CONSTRAINT dispute_rulebook_version_fkey;
ALTER TABLE rulebook DROP CONSTRAINT rulebook_pkey;
ALTER TABLE rulebook
  ADD PRIMARY KEY (id),
  ADD CONSTRAINT rulebook_version UNIQUE (version),
  ADD CONSTRAINT rulebook_known_status CHECK (status IN ('APPROVED', 'DRAFT', 'IN_CONSULTATION', 'PUBLISHED')),
  ADD CONSTRAINT rulebook_counts CHECK (revision >= 1),
  ADD CONSTRAINT rulebook_drafted CHECK (status = 'PUBLISHED' OR drafted_at IS NOT NULL),
  ADD CONSTRAINT rulebook_four_eyes CHECK (approved_by <> ALL (drafters) AND published_by <> ALL (drafters)),
  ADD CONSTRAINT rulebook_approved CHECK (
    status NOT IN ('APPROVED', 'PUBLISHED') OR cardinality(drafters) = 0 OR approved_by IS NOT NULL),
  ADD CONSTRAINT rulebook_published CHECK (
    (status = 'PUBLISHED') = (published_at IS NOT NULL AND notice_days IS NOT NULL AND effective_at IS NOT NULL)),
  ADD CONSTRAINT rulebook_notice CHECK (
    notice_days >= 0 AND effective_at >= published_at + notice_days * interval '24 hours'),
  ADD CONSTRAINT rulebook_range CHECK (effective_until > effective_at),
  ADD CONSTRAINT rulebook_no_overlap EXCLUDE USING gist (tstzrange(effective_at, effective_until) WITH &&)
    WHERE (status = 'PUBLISHED');
ALTER TABLE dispute ADD CONSTRAINT dispute_rulebook_version_fkey
  FOREIGN KEY (rulebook_version) REFERENCES rulebook (version);
`;

/** A published version may be given its end, once; nothing else of it ever changes, and only drafts can be deleted. */
const guard = `
CREATE FUNCTION guard_rulebook() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.status = 'DRAFT' THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'version % is %: only drafts can be deleted', OLD.version, OLD.status
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.status = 'PUBLISHED' THEN
    IF OLD.effective_until IS NULL THEN OLD.effective_until := NEW.effective_until; END IF;
    IF OLD IS DISTINCT FROM NEW THEN
      RAISE EXCEPTION 'version % is published: its change is refused', OLD.version
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rulebook_guarded BEFORE UPDATE OR DELETE ON rulebook
  FOR EACH ROW EXECUTE FUNCTION guard_rulebook();
`;

/** Drafts, and what the older table has no place for, are lost. */
const down = `
DROP TRIGGER rulebook_guarded ON rulebook;
DROP FUNCTION guard_rulebook();
DELETE FROM rulebook WHERE status <> 'PUBLISHED';
ALTER TABLE dispute DROP CONSTRAINT dispute_rulebook_version_fkey;
ALTER TABLE rulebook
  DROP CONSTRAINT rulebook_known_status, DROP CONSTRAINT rulebook_counts, DROP CONSTRAINT rulebook_drafted,
  DROP CONSTRAINT rulebook_four_eyes,
  DROP CONSTRAINT rulebook_approved, DROP CONSTRAINT rulebook_published, DROP CONSTRAINT rulebook_notice,
  DROP CONSTRAINT rulebook_range, DROP CONSTRAINT rulebook_no_overlap, DROP CONSTRAINT rulebook_version,
  DROP CONSTRAINT rulebook_pkey;
ALTER TABLE rulebook
  DROP COLUMN id, DROP COLUMN status, DROP COLUMN major, DROP COLUMN source, DROP COLUMN drafters,
  DROP COLUMN drafted_by, DROP COLUMN drafted_at, DROP COLUMN consultation_at, DROP COLUMN approved_by,
  DROP COLUMN approved_at, DROP COLUMN published_by, DROP COLUMN published_at, DROP COLUMN notice_days,
  DROP COLUMN effective_until, DROP COLUMN revision,
  ALTER COLUMN effective_at SET NOT NULL,
  ADD PRIMARY KEY (version);
ALTER TABLE dispute ADD CONSTRAINT dispute_rulebook_version_fkey
  FOREIGN KEY (rulebook_version) REFERENCES rulebook (version);
`;

/** Gives every version of the rules a life: drafted, consulted on, approved, published with notice, superseded. */
export class VersionRulebooks20261125020000 implements MigrationInterface {
  readonly name = "VersionRulebooks20261125020000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(up);
    await runner.query(guard);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(down);
  }
}
