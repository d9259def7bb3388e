import { RulebookAct } from "../../domain/rulebook/version.js";
import type { UseCaseContext } from "../use-case.js";
import { actOnRulebook, type RulebookChanged, type RulebookMutation } from "./change-rulebook.js";

/**
 * Shows a draft to everybody, so that they can say what they think of it.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, RULEBOOK_IMMUTABLE, VERSION_CONFLICT, IDEMPOTENCY_MISMATCH
 */
export function openRulebookConsultation(
  context: UseCaseContext,
  input: RulebookMutation,
): Promise<RulebookChanged> {
  return actOnRulebook(context, {
    mutation: "openRulebookConsultation",
    input,
    act: RulebookAct.OPEN_CONSULTATION,
  });
}
