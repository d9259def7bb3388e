import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A copy with parts removed names the file as it was handed in (`original_id`) beside the one that it was made of
 * (`redaction_of`), and every file of such a chain but the last names the last (`redacted_by`), which stands in its place.
 * `extent` is how far the copy for others reaches: pixels, milliseconds or characters; null where it was not measured.
 */
const create = `
ALTER TABLE evidence_file
  ADD COLUMN original_id uuid REFERENCES evidence_file (id),
  ADD COLUMN redacted_by uuid REFERENCES evidence_file (id),
  ADD COLUMN extent jsonb,
  ADD CONSTRAINT evidence_file_original CHECK ((original_id IS NULL) = (redaction_of IS NULL));
CREATE INDEX evidence_file_redacted_by ON evidence_file (redacted_by) WHERE redacted_by IS NOT NULL;
`;

/** Lets copies with parts removed stand in the place of files of evidence. */
export class RedactEvidence20261125080000 implements MigrationInterface {
  readonly name = "RedactEvidence20261125080000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "ALTER TABLE evidence_file DROP COLUMN extent, DROP COLUMN redacted_by, DROP COLUMN original_id",
    );
  }
}
