import type { Side } from "../../domain/access/viewer.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { CheckKeeper } from "../conflict/check-conflict.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { withRulingAuthor } from "./with-ruling-author.js";

/** What the ruling means. */
export interface ClarifyRulingInput extends DisputeMutation {
  /** Who asked. */
  readonly side: Side;
  readonly answer: string;
}

/**
 * Whoever ruled, or who stands in for that one, answers the question about the ruling that the side asked first. The answer
 * changes nothing of the ruling.
 * @throws RefusedError STATE_CONFLICT where that side waits for no answer, FORBIDDEN for who neither ruled nor stands in,
 *   CONFLICT_OF_INTEREST for who stands in, INVALID_TEXT, and as `advanceDispute`
 */
export async function clarifyRuling(
  context: UseCaseContext,
  input: ClarifyRulingInput,
): Promise<DisputeChange> {
  const rule = { field: ["answer"], maximum: TextLimit.STATEMENT, multiline: true };
  const answer = cleanText(input.answer, rule);
  const { side } = input;
  const keeper = new CheckKeeper();
  return keeper.keeping(context, () =>
    advanceDispute(context, {
      mutation: "clarifyRuling",
      input,
      prepare: (tx, about) => withRulingAuthor(tx, context, { act: "CLARIFY_RULING", keeper, ...about }),
      command: () => ({ action: "CLARIFY_RULING", side, answer }),
    }),
  );
}
