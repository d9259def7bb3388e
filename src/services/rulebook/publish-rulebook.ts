import { ErrorCode, refuse } from "../../domain/errors.js";
import { proveExit } from "../../domain/rulebook/prove-exit.js";
import { RulebookAct } from "../../domain/rulebook/version.js";
import type { UseCaseContext } from "../use-case.js";
import { changeRulebookOnce, type RulebookChanged, type RulebookMutation } from "./change-rulebook.js";
import { parseRulebookSource } from "./parse-rulebook-source.js";

/** Which version, and from when it shall be in force. */
export interface PublishRulebookInput extends RulebookMutation {
  readonly effectiveAt: Date;
}

/**
 * Publishes an approved version: from then on it never changes, and from `effectiveAt` on disputes are opened under it.
 * The version in force then ends at that instant. The promise of exit is proved first.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, RULEBOOK_IMMUTABLE, FOUR_EYES_REQUIRED, EXIT_NOT_PROVEN,
 *   NOTICE_TOO_SHORT, RULEBOOK_OVERLAP, INVALID_RULEBOOK, VERSION_CONFLICT, IDEMPOTENCY_MISMATCH
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
    prepare: (_tx, { source }) => {
      requireProof(source);
      return Promise.resolve({ command: { act: RulebookAct.PUBLISH, effectiveAt } });
    },
  });
}

function requireProof(source: string): void {
  const broken = proveExit(parseRulebookSource(source).rulebook);
  if (broken === null) return;
  const { promise, path, message } = broken;
  refuse(
    ErrorCode.EXIT_NOT_PROVEN,
    `The version cannot be published, because it would break a promise to those in a dispute. ${message}`,
    { field: ["rulebookId"], details: { promise, path } },
  );
}
