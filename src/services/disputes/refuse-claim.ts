import type { RefusalCode } from "../../domain/dispute/dispute.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { withRecords } from "../evidence/with-records.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Why the merchant refuses. */
export interface RefuseClaimInput extends DisputeMutation {
  readonly code: RefusalCode;
  readonly statement: string;
}

/**
 * The merchant refuses the claim, once the evidence that the reason demands of it is there; transition 5.
 * @throws RefusedError EVIDENCE_REQUIRED naming what is missing, INVALID_TEXT, and as `advanceDispute`
 */
export async function refuseClaim(context: UseCaseContext, input: RefuseClaimInput): Promise<DisputeChange> {
  const rule = { field: ["statement"], maximum: TextLimit.STATEMENT, multiline: true };
  const statement = cleanText(input.statement, rule);
  return advanceDispute(context, {
    mutation: "refuseClaim",
    input,
    command: () => ({ action: "REFUSE_CLAIM", code: input.code, statement }),
    prepare: withRecords,
  });
}
