import type { ReopeningGround } from "../../domain/dispute/reopening.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { takingLines } from "./second-dispute.js";
import { requireUntouched } from "./untouched.js";

/** Why a closed dispute is taken up again. */
export interface ReopenDisputeInput extends DisputeMutation {
  readonly ground: ReopeningGround;
  /** What is new, or what was not performed. */
  readonly statement: string;
}

/**
 * A party or a senior mediator takes a closed dispute up again; transition 34. It takes its order lines again.
 * @throws RefusedError WINDOW_CLOSED, ATTEMPT_LIMIT, VALIDATION for a ground that does not fit how it ended,
 *   ALREADY_DISPUTED where a line was disputed since, STATE_CONFLICT where its evidence was erased, INVALID_TEXT, and as
 *   `advanceDispute`
 */
export async function reopenDispute(
  context: UseCaseContext,
  input: ReopenDisputeInput,
): Promise<DisputeChange> {
  const { ground } = input;
  const rule = { field: ["statement"], maximum: TextLimit.STATEMENT, multiline: true };
  const statement = cleanText(input.statement, rule);
  return takingLines(["disputeId"], () =>
    advanceDispute(context, {
      mutation: "reopenDispute",
      input,
      command: () => ({ action: "REOPEN_DISPUTE", ground, statement }),
      prepare: async (tx, { dispute, deciding }) => {
        await requireUntouched(tx, dispute);
        return deciding;
      },
    }),
  );
}
