import { ErrorCode, refuse } from "../../domain/errors.js";
import { parseRulebook } from "../../domain/rulebook/parse-rulebook.js";
import type { Rulebook } from "../../domain/rulebook/rulebook.js";
import { maySeeRulebook } from "../../domain/rulebook/version.js";
import { selectStoredRulebook } from "../../persistence/rulebook.store.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * A version of the rules; public from its consultation on, for everybody is bound by them.
 * @param version default: the version in force
 * @throws RefusedError NOT_FOUND if there is no such version, or it is a draft that the viewer may not see
 */
export async function readRulebook(context: UseCaseContext, version: string | null): Promise<Rulebook> {
  if (version === null) return context.currentRulebook();
  // Not through the cache: a client's word must not become a key of it before it is known to be one.
  // PostgreSQL holds no NUL in a text, so no version has it in its name.
  const stored = version.includes("\0") ? null : await selectStoredRulebook(context.database, version);
  if (stored === null || !maySeeRulebook(context.viewer.role, stored)) {
    refuse(ErrorCode.NOT_FOUND, "There is no such version of the rulebook.", { field: ["version"] });
  }
  return parseRulebook(stored.document);
}
