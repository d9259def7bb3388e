import { RulebookAct } from "../../domain/rulebook/version.js";
import type { UseCaseContext } from "../use-case.js";
import { actOnRulebook, type RulebookChanged, type RulebookMutation } from "./change-rulebook.js";

/**
 * Takes a version back to its editors, out of consultation or after its approval, which is void then.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, RULEBOOK_IMMUTABLE, VERSION_CONFLICT, IDEMPOTENCY_MISMATCH
 */
export function returnRulebookToDraft(
  context: UseCaseContext,
  input: RulebookMutation,
): Promise<RulebookChanged> {
  return actOnRulebook(context, {
    mutation: "returnRulebookToDraft",
    input,
    act: RulebookAct.RETURN_TO_DRAFT,
  });
}
