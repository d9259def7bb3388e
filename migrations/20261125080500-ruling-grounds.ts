import type { MigrationInterface, QueryRunner } from "typeorm";

/** No ruling is stored of which a finding rests on nothing: no source, no item of evidence, no absence. */
const create = `
ALTER TABLE ruling ADD CONSTRAINT ruling_findings_grounds CHECK (NOT jsonb_path_exists(findings,
  '$[*] ? (!(@.sources.size() > 0 || @.evidenceItemIds.size() > 0 || @.absences.size() > 0 || @.recordedAbsence.type() == "string"))'));
`;

/** Holds every finding to a ground. */
export class RulingGrounds20261125080500 implements MigrationInterface {
  readonly name = "RulingGrounds20261125080500";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(create);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE ruling DROP CONSTRAINT ruling_findings_grounds");
  }
}
