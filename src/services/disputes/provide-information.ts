import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** What the shopper answers. */
export interface ProvideInformationInput extends DisputeMutation {
  readonly answer: string;
}

/**
 * The shopper answers what the merchant asked, and the merchant's clock goes on; transition 3.
 * @throws RefusedError STATE_CONFLICT where nothing is awaited (any more), INVALID_TEXT, and as `advanceDispute`
 */
export async function provideInformation(
  context: UseCaseContext,
  input: ProvideInformationInput,
): Promise<DisputeChange> {
  const answer = cleanText(input.answer, { field: ["answer"], maximum: TextLimit.MESSAGE, multiline: true });
  return advanceDispute(context, {
    mutation: "provideInformation",
    input,
    command: () => ({ action: "PROVIDE_INFORMATION", answer }),
  });
}
