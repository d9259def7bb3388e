import { RulebookAct } from "../../domain/rulebook/version.js";
import type { UseCaseContext } from "../use-case.js";
import { actOnRulebook, type RulebookChanged, type RulebookMutation } from "./change-rulebook.js";

/**
 * Approves a version after its consultation; somebody who never wrote at it does.
 * @throws RefusedError FOUR_EYES_REQUIRED, NOT_FOUND, FORBIDDEN, STATE_CONFLICT, RULEBOOK_IMMUTABLE, VERSION_CONFLICT, IDEMPOTENCY_MISMATCH
 */
export function approveRulebook(context: UseCaseContext, input: RulebookMutation): Promise<RulebookChanged> {
  return actOnRulebook(context, { mutation: "approveRulebook", input, act: RulebookAct.APPROVE });
}
