import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** What the side that calls the platform in wants to add. */
export interface RequestInterventionInput extends DisputeMutation {
  readonly statement?: string | null | undefined;
}

/**
 * A side calls the platform in; transition 11.
 * @throws RefusedError GATE_CLOSED while the merchant may still answer, INVALID_TEXT, and as `advanceDispute`
 */
export async function requestIntervention(
  context: UseCaseContext,
  input: RequestInterventionInput,
): Promise<DisputeChange> {
  const rule = { field: ["statement"], maximum: TextLimit.STATEMENT, multiline: true };
  const said =
    input.statement === undefined || input.statement === null ? null : cleanText(input.statement, rule);
  return advanceDispute(context, {
    mutation: "requestIntervention",
    input,
    command: () => ({ action: "REQUEST_INTERVENTION", statement: said }),
  });
}
