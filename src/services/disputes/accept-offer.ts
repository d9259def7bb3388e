import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** The offer that is accepted, and the terms that the accepting side has read. */
export interface AcceptOfferInput extends DisputeMutation {
  /** UUID. */
  readonly offerId: string;
  readonly termsHash: string;
}

/**
 * A side accepts the other's offer; transition 7.
 * @throws RefusedError OFFER_NOT_OPEN, OFFER_EXPIRED, TERMS_CHANGED, and as `advanceDispute`
 */
export function acceptOffer(context: UseCaseContext, input: AcceptOfferInput): Promise<DisputeChange> {
  const { offerId, termsHash } = input;
  return advanceDispute(context, {
    mutation: "acceptOffer",
    input,
    command: () => ({ action: "ACCEPT_OFFER", offerId, termsHash }),
  });
}
