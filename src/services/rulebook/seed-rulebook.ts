import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import type { Sql } from "../../persistence/database.js";
import { insertRulebook } from "../../persistence/rulebook.store.js";

/** From when the default rulebook holds: early enough for real orders of 2016 to fall under it. */
export const DEFAULT_RULEBOOK_EFFECTIVE_AT = new Date("2016-01-01T00:00:00.000Z");

/**
 * Puts a rulebook into the database unless its version is there already.
 * @param effectiveAt from when it is in force, default {@link DEFAULT_RULEBOOK_EFFECTIVE_AT}
 * @returns whether it was added
 */
export async function seedRulebook(
  database: Sql,
  rulebook: Rulebook,
  effectiveAt: Date = DEFAULT_RULEBOOK_EFFECTIVE_AT,
): Promise<boolean> {
  return insertRulebook(database, rulebook, effectiveAt);
}
