import type { ChallengeGround } from "../../domain/dispute/desk.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Without a ground: without reasons. */
export interface ChallengeMediatorInput extends DisputeMutation {
  readonly ground?: ChallengeGround | null | undefined;
  /** For both sides to read; needed with a ground. */
  readonly statement?: string | null | undefined;
}

/**
 * A side asks for another mediator; transition 14. Without reasons, once and soon after the assignment, it gets one at
 * once; with reasons a senior decides.
 * @throws RefusedError REASONS_REQUIRED, ATTEMPT_LIMIT, STATE_CONFLICT while another is undecided, INVALID_TEXT, and as
 *   `advanceDispute`
 */
export async function challengeMediator(
  context: UseCaseContext,
  input: ChallengeMediatorInput,
): Promise<DisputeChange> {
  const ground = input.ground ?? null;
  const rule = { field: ["statement"], maximum: TextLimit.MESSAGE, multiline: true };
  const statement = input.statement == null ? null : cleanText(input.statement, rule);
  return advanceDispute(context, {
    mutation: "challengeMediator",
    input,
    command: () => ({ action: "CHALLENGE_MEDIATOR", ground, statement }),
  });
}
