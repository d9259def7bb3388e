import { ErrorCode, refuse } from "../../domain/errors.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import { selectRulebook } from "../../persistence/rulebook.store.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * A version of the rules; public, for everybody is bound by them.
 * @param version default: the version in force
 * @throws RefusedError NOT_FOUND if there is no such version
 */
export async function readRulebook(context: UseCaseContext, version: string | null): Promise<Rulebook> {
  if (version === null) return context.currentRulebook();
  // Not through the cache: a client's word must not become a key of it before it is known to be one.
  // PostgreSQL holds no NUL in a text, so no version has it in its name.
  const rulebook = version.includes("\0") ? null : await selectRulebook(context.database, version);
  return (
    rulebook ??
    refuse(ErrorCode.NOT_FOUND, "There is no such version of the rulebook.", { field: ["version"] })
  );
}
