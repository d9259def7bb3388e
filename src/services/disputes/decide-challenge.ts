import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** The decision and its reason. */
export interface DecideChallengeInput extends DisputeMutation {
  readonly upheld: boolean;
  /** For both sides to read. */
  readonly reason: string;
}

/**
 * A senior decides on a challenge; transition 14. Upheld, the case goes back to the queue for another mediator.
 * @throws RefusedError FOUR_EYES_REQUIRED for the challenged mediator, STATE_CONFLICT where none is open, INVALID_TEXT, and as
 *   `advanceDispute`
 */
export async function decideChallenge(
  context: UseCaseContext,
  input: DecideChallengeInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const { upheld } = input;
  return advanceDispute(context, {
    mutation: "decideChallenge",
    input,
    command: () => ({ action: "DECIDE_CHALLENGE", upheld, reason }),
  });
}
