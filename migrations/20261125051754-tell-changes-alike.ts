import type { MigrationInterface, QueryRunner } from "typeorm";

/** Values were JSON as text, and null where there was nothing; a change says now what became of the place. */
const toValues = `
UPDATE rulebook_simulation SET changes = (
  SELECT coalesce(jsonb_agg(change || jsonb_build_object(
    'before', coalesce((change ->> 'before')::jsonb, 'null'),
    'after', coalesce((change ->> 'after')::jsonb, 'null'),
    'kind', CASE WHEN change ->> 'before' IS NULL THEN 'ADDED' WHEN change ->> 'after' IS NULL THEN 'REMOVED'
      ELSE 'CHANGED' END) ORDER BY position), '[]')
  FROM jsonb_array_elements(changes) WITH ORDINALITY AS listed (change, position));
`;

const toTexts = `
UPDATE rulebook_simulation SET changes = (
  SELECT coalesce(jsonb_agg((change - 'kind') || jsonb_build_object(
    'before', CASE WHEN change ->> 'kind' <> 'ADDED' THEN (change -> 'before')::text END,
    'after', CASE WHEN change ->> 'kind' <> 'REMOVED' THEN (change -> 'after')::text END) ORDER BY position), '[]')
  FROM jsonb_array_elements(changes) WITH ORDINALITY AS listed (change, position));
`;

/** Simulations tell where a draft differs in the form in which versions are compared. */
export class TellChangesAlike20261125051754 implements MigrationInterface {
  readonly name = "TellChangesAlike20261125051754";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(toValues);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(toTexts);
  }
}
