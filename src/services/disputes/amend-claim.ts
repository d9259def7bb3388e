import type { RemedyKind } from "../../domain/dispute/remedy.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { claimItems, type ClaimLineInput } from "./remedy-inputs.js";

/** What changes in a claim; what is absent stays. */
export interface AmendClaimInput extends DisputeMutation {
  readonly remedy?: RemedyKind | undefined;
  readonly statement?: string | undefined;
  /** Absent while the remedy changes: all that can be had for each line. */
  readonly lines?: readonly ClaimLineInput[] | undefined;
}

/**
 * The shopper changes the claim while the merchant has not answered; transition 2.
 * @throws RefusedError ATTEMPT_LIMIT after three amendments, REMEDY_NOT_ALLOWED, AMOUNT_TOO_HIGH,
 *   INVALID_AMOUNT, INVALID_TEXT, and as `advanceDispute`
 */
export async function amendClaim(context: UseCaseContext, input: AmendClaimInput): Promise<DisputeChange> {
  const statement =
    input.statement === undefined
      ? undefined
      : cleanText(input.statement, { field: ["statement"], maximum: TextLimit.STATEMENT, multiline: true });
  return advanceDispute(context, {
    mutation: "amendClaim",
    input,
    command: ({ dispute, deciding }) => {
      const { claim, currency } = dispute;
      const remedy = input.remedy ?? claim.remedy;
      const keepsAmounts = input.lines === undefined && remedy === claim.remedy;
      const asked = input.lines ?? claim.items.map(({ orderLineId }) => ({ orderLineId, amount: null }));
      return {
        action: "AMEND_CLAIM",
        remedy,
        statement: statement ?? claim.statement,
        items: keepsAmounts ? claim.items : claimItems(remedy, asked, { ...deciding, currency }),
      };
    },
  });
}
