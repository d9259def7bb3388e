import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Why the mediator steps down. */
export interface RecuseInput extends DisputeMutation {
  /** For both sides to read. */
  readonly reason: string;
}

/**
 * The mediator steps down from the case for good; transition 14. It goes back to the queue, and what was done counts only
 * once the successor confirms it.
 * @throws RefusedError FORBIDDEN for anybody else, INVALID_TEXT, and as `advanceDispute`
 */
export async function recuse(context: UseCaseContext, input: RecuseInput): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  return advanceDispute(context, {
    mutation: "recuse",
    input,
    command: () => ({ action: "RECUSE", reason }),
  });
}
