import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** The offer that is declined. */
export interface DeclineOfferInput extends DisputeMutation {
  /** UUID. */
  readonly offerId: string;
}

/**
 * A side declines the other's offer; transition 8.
 * @throws RefusedError OFFER_NOT_OPEN, OFFER_EXPIRED, and as `advanceDispute`
 */
export function declineOffer(context: UseCaseContext, input: DeclineOfferInput): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "declineOffer",
    input,
    command: () => ({ action: "DECLINE_OFFER", offerId: input.offerId }),
  });
}
