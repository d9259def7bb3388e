import { ErrorCode, refuse } from "../../domain/errors.js";
import { RulebookAct } from "../../domain/rulebook/version.js";
import type { UseCaseContext } from "../use-case.js";
import { changeRulebookOnce, type RulebookChanged, type RulebookMutation } from "./change-rulebook.js";
import { proofOf } from "./proof-of-exit.js";

/** Which version, and from when it shall be in force. */
export interface PublishRulebookInput extends RulebookMutation {
  readonly effectiveAt: Date;
}

/**
 * Publishes an approved version: from then on it never changes, and from `effectiveAt` on disputes are opened under it.
 * The version in force then ends at that instant. The promise of exit is proved before, but after all that is seen at
 * once, because it takes seconds; where they are more than a request has, it is done by the time that one sends it again.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, RULEBOOK_IMMUTABLE, FOUR_EYES_REQUIRED, NOTICE_TOO_SHORT,
 *   RULEBOOK_OVERLAP, EXIT_NOT_PROVEN, INVALID_RULEBOOK, VERSION_CONFLICT, IDEMPOTENCY_MISMATCH
 */
export function publishRulebook(
  context: UseCaseContext,
  input: PublishRulebookInput,
): Promise<RulebookChanged> {
  const { effectiveAt } = input;
  return changeRulebookOnce(context, {
    mutation: "publishRulebook",
    input,
    act: RulebookAct.PUBLISH,
    prepare: () => Promise.resolve({ command: { act: RulebookAct.PUBLISH, effectiveAt } }),
    verify: ({ source }) => requireProof(source),
  });
}

async function requireProof(source: string): Promise<void> {
  const counterExample = await proofOf(source);
  if (counterExample === null) return;
  const { promise, path, message } = counterExample;
  refuse(
    ErrorCode.EXIT_NOT_PROVEN,
    `The version cannot be published, because it would break a promise to those in a dispute. ${message}`,
    { field: ["rulebookId"], details: { promise, path } },
  );
}
