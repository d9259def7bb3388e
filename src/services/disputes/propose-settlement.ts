import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { withRecommendation } from "../ruling/ruling-content.js";
import { remedyItems, type RemedyInput } from "./remedy-inputs.js";

/** The terms that a mediator puts to both sides, and why. */
export interface ProposeSettlementInput extends DisputeMutation {
  readonly terms: readonly RemedyInput[];
  readonly explanation: string;
}

/**
 * The mediator of the case proposes a settlement; transition 21.
 * @throws RefusedError AMOUNT_TOO_HIGH, INVALID_AMOUNT also for less than the rule's range, REMEDY_NOT_ALLOWED,
 *   NOT_FOUND for a line of no concern, INVALID_TEXT, TERMS_FORBIDDEN, and as `advanceDispute`
 */
export async function proposeSettlement(
  context: UseCaseContext,
  input: ProposeSettlementInput,
): Promise<DisputeChange> {
  const rule = { field: ["explanation"], maximum: TextLimit.MESSAGE, multiline: true };
  const explanation = cleanText(input.explanation, rule);
  return advanceDispute(context, {
    mutation: "proposeSettlement",
    input,
    command: ({ dispute, deciding }) => ({
      action: "PROPOSE_SETTLEMENT",
      terms: remedyItems(input.terms, { ...deciding, currency: dispute.currency }, "terms"),
      explanation,
    }),
    prepare: withRecommendation,
  });
}
