import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import type { Sql } from "../../persistence/database.js";
import { selectRulebook } from "../../persistence/rulebook.store.js";

/**
 * The rules that a simulation is asked for: the one place that knows how a client names a draft.
 * @param id the name of its version
 * @returns null if there is none
 */
export async function loadDraft(sql: Sql, id: string): Promise<Rulebook | null> {
  // PostgreSQL holds no NUL in a text, so no version has it in its name.
  return id.includes("\0") ? null : selectRulebook(sql, id);
}
