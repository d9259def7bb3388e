import { rulingCommand, withAdviceAndApproval, type RulingContent } from "../ruling/ruling-content.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** The reasoned decision. */
export interface IssueRulingInput extends DisputeMutation, RulingContent {}

/**
 * The mediator rules; transition 24. Both sides are served and the appeal window opens.
 * @throws RefusedError REASONS_REQUIRED, also where the ruling is other than recommended and does not say why, or a clause
 *   follows from nothing, UNKNOWN_CLAUSE, AMOUNT_TOO_HIGH, AUTHORITY_EXCEEDED, NOT_FOUND for an item of evidence that the
 *   mediator cannot see, VALIDATION for one that does not count, an absence that is not on record, and fault shares, cost
 *   bearers or remedies that do not fit, INVALID_TEXT, and as `advanceDispute`
 */
export async function issueRuling(context: UseCaseContext, input: IssueRulingInput): Promise<DisputeChange> {
  const command = rulingCommand(input);
  return advanceDispute(context, { mutation: "issueRuling", input, command, prepare: withAdviceAndApproval });
}
