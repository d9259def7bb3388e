import { setAside } from "../../obligation/obligation.js";
import * as appeals from "../../ruling/evolve-appeals.js";
import { OfferStatus, type Offer } from "../dispute.js";
import { moveDues, nothing, owe, type AppliersOf } from "./applier.js";

/** What the events change that the two sides bring about between themselves. */
export const negotiationAppliers: AppliersOf<
  | "CLAIM_AMENDED"
  | "CLAIM_ACCEPTED"
  | "CLAIM_REFUSED"
  | "INFORMATION_REQUESTED"
  | "INFORMATION_PROVIDED"
  | "OFFER_MADE"
  | "OFFER_ACCEPTED"
  | "OFFER_DECLINED"
  | "OFFER_EXPIRED"
  | "MERCHANT_SILENCE_APPLIED"
  | "NEGOTIATION_ENDED"
  | "INTERVENTION_REQUESTED"
  | "DISPUTE_WITHDRAWN"
> = {
  CLAIM_AMENDED: (_dispute, { claim }) => ({ claim }),
  CLAIM_ACCEPTED: owe,
  CLAIM_REFUSED: (_dispute, { refusal }) => ({ refusal }),
  INFORMATION_REQUESTED: (dispute, { request, moved }) => ({
    informationRequest: request,
    ...moveDues(dispute, moved),
  }),
  INFORMATION_PROVIDED: (dispute, { answer, moved }, answeredAt) => ({
    informationRequest:
      dispute.informationRequest === null ? null : { ...dispute.informationRequest, answer, answeredAt },
    ...moveDues(dispute, moved),
  }),
  OFFER_MADE: ({ offers }, { offer }) => ({ offers: [...supersede(offers, offer), offer] }),
  OFFER_ACCEPTED: (dispute, { offerId, obligations }, decidedAt) => ({
    offers: answer(dispute.offers, offerId, { status: OfferStatus.ACCEPTED, decidedAt }),
    // What was owed of a ruling is set aside with it.
    obligations: [...setAside(dispute.obligations), ...obligations],
    appeals: appeals.setAside(dispute.appeals),
  }),
  OFFER_DECLINED: ({ offers }, { offerId }, decidedAt) => ({
    offers: answer(offers, offerId, { status: OfferStatus.DECLINED, decidedAt }),
  }),
  OFFER_EXPIRED: ({ offers }, { offerId }, decidedAt) => ({
    offers: answer(offers, offerId, { status: OfferStatus.EXPIRED, decidedAt }),
  }),
  MERCHANT_SILENCE_APPLIED: (dispute, applied) => ({
    ...owe(dispute, applied),
    automaticOutcome: applied.automatic ?? null,
  }),
  NEGOTIATION_ENDED: (_dispute, { automatic = null }) => ({ automaticOutcome: automatic }),
  INTERVENTION_REQUESTED: nothing,
  DISPUTE_WITHDRAWN: ({ obligations }) => ({ obligations: setAside(obligations) }),
};

function supersede(offers: readonly Offer[], by: Offer): Offer[] {
  return offers.map((offer) =>
    offer.side === by.side && offer.status === OfferStatus.OPEN
      ? { ...offer, status: OfferStatus.SUPERSEDED, decidedAt: by.madeAt }
      : offer,
  );
}

function answer(offers: readonly Offer[], id: string, change: Pick<Offer, "status" | "decidedAt">): Offer[] {
  return offers.map((offer) => (offer.id === id ? { ...offer, ...change } : offer));
}
