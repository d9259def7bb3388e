import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { remedyItems, type RemedyInput } from "./remedy-inputs.js";

/** The terms that a side puts on the table. */
export interface MakeOfferInput extends DisputeMutation {
  readonly terms: readonly RemedyInput[];
  readonly message?: string | null | undefined;
}

/**
 * A side offers terms; transition 6. Its own open offer is replaced.
 * @throws RefusedError AMOUNT_TOO_HIGH, INVALID_AMOUNT, NOT_FOUND for a line of no concern,
 *   INVALID_TEXT, TERMS_FORBIDDEN, and as `advanceDispute`
 */
export async function makeOffer(context: UseCaseContext, input: MakeOfferInput): Promise<DisputeChange> {
  const rule = { field: ["message"], maximum: TextLimit.MESSAGE, multiline: true };
  const message =
    input.message === undefined || input.message === null ? null : cleanText(input.message, rule);
  return advanceDispute(context, {
    mutation: "makeOffer",
    input,
    command: ({ dispute, deciding }) => ({
      action: "MAKE_OFFER",
      terms: remedyItems(input.terms, { ...deciding, currency: dispute.currency }, "terms"),
      message,
    }),
  });
}
