import { RulebookAct } from "../../domain/rulebook/version.js";
import type { UseCaseContext } from "../use-case.js";
import { actOnRulebook, type RulebookChanged, type RulebookMutation } from "./change-rulebook.js";

/**
 * Deletes a draft; its name is free again.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, RULEBOOK_IMMUTABLE, VERSION_CONFLICT, IDEMPOTENCY_MISMATCH
 */
export function discardRulebookDraft(
  context: UseCaseContext,
  input: RulebookMutation,
): Promise<RulebookChanged> {
  return actOnRulebook(context, { mutation: "discardRulebookDraft", input, act: RulebookAct.DISCARD_DRAFT });
}
