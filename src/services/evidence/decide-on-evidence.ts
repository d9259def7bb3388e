import { cleanText, TextLimit } from "../../domain/text.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";

/** Which item, and why. */
export interface DecideOnEvidenceInput extends DisputeMutation {
  /** UUID. */
  readonly itemId: string;
  readonly reason: string;
}

/** What the mediator makes of an item, by mutation. */
const actions = { admitEvidence: "ADMIT_EVIDENCE", excludeEvidence: "EXCLUDE_EVIDENCE" } as const;

/**
 * The mediator admits an item or leaves it out; it can be decided anew until the ruling.
 * @throws RefusedError INVALID_TEXT, NOT_FOUND for an item that is not open to the mediator, and as `advanceDispute`
 */
export async function decideOnEvidence(
  context: UseCaseContext,
  mutation: keyof typeof actions,
  input: DecideOnEvidenceInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const { itemId } = input;
  return advanceDispute(context, {
    mutation,
    input,
    command: () => ({ action: actions[mutation], itemId, reason }),
  });
}
