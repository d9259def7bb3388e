import { declarationOf } from "../../domain/dispute/inadmissibility.js";
import type { AppealGround } from "../../domain/ruling/appeal.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { takingLines } from "./second-dispute.js";
import { requireUntouched } from "./untouched.js";

/** Why the ruling is wrong, and what of it. */
export interface AppealRulingInput extends DisputeMutation {
  readonly grounds: readonly AppealGround[];
  readonly statement: string;
  /** UUIDs of the lines of which the remedies are disputed; none: the whole ruling is. */
  readonly orderLineIds: readonly string[];
  /** UUIDs of items that the side has handed in after the ruling. */
  readonly evidenceItemIds: readonly string[];
}

/**
 * A side appeals against the ruling, once and in time; the other may join with its own; transition 26. What nobody
 * disputes is owed at once. An appeal against a declaration of inadmissibility takes the order lines again.
 * @throws RefusedError ATTEMPT_LIMIT the second time, STATE_CONFLICT after a waiver and where a disputed remedy is performed,
 *   WINDOW_CLOSED where the time to join is over, REASONS_REQUIRED without a ground, EVIDENCE_REQUIRED where the ground is
 *   new evidence and none is named, NOT_FOUND for a line or item that is not the side's, VALIDATION, ALREADY_DISPUTED
 *   where a line was disputed since the declaration, INVALID_TEXT, and as
 *   `advanceDispute`
 */
export async function appealRuling(
  context: UseCaseContext,
  input: AppealRulingInput,
): Promise<DisputeChange> {
  const rule = { field: ["statement"], maximum: TextLimit.STATEMENT, multiline: true };
  const statement = cleanText(input.statement, rule);
  const { grounds, orderLineIds, evidenceItemIds } = input;
  return takingLines(["disputeId"], () =>
    advanceDispute(context, {
      mutation: "appealRuling",
      input,
      command: () => ({ action: "APPEAL_RULING", grounds, statement, orderLineIds, evidenceItemIds }),
      prepare: async (tx, { dispute, deciding }) => {
        if (declarationOf(dispute) !== null) await requireUntouched(tx, dispute);
        return deciding;
      },
    }),
  );
}
