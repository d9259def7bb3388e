import type { Side } from "../../domain/access/viewer.js";
import type { EvidenceType } from "../../domain/evidence/evidence-type.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";

/** Which demand is dropped, and why. */
export interface WaiveSlotInput extends DisputeMutation {
  readonly side: Side;
  readonly slot: EvidenceType;
  readonly reason: string;
}

/**
 * The mediator drops a demand of the round that is open.
 * @throws RefusedError INVALID_TEXT, NOT_FOUND for what is not asked for, STATE_CONFLICT for what was dropped before, and
 *   as `advanceDispute`
 */
export async function waiveSlot(context: UseCaseContext, input: WaiveSlotInput): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const { side, slot } = input;
  return advanceDispute(context, {
    mutation: "waiveSlot",
    input,
    command: () => ({ action: "WAIVE_SLOT", side, slot, reason }),
  });
}
