import { parseRulebook } from "../../domain/rulebook/parse-rulebook.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import type { Sql } from "../../persistence/database.js";
import { readRulebookVersion } from "../../persistence/rulebook-version.store.js";

/**
 * The rules that a simulation is asked for: a version in any status, for whoever may simulate sees them all.
 * @param id UUID of the version
 * @returns null if there is none
 */
export async function loadDraft(sql: Sql, id: string): Promise<Rulebook | null> {
  const version = await readRulebookVersion(sql, id);
  return version === null ? null : parseRulebook(version.document);
}
