import { settleContested, type Obligation } from "../../obligation/obligation.js";
import { OfferStatus, type Dispute, type Offer } from "../dispute.js";
import type { DisputeEventType, DisputeOccurrence, MovedDue } from "../event.js";

/** The types of all events but the first. */
export type LaterType = Exclude<DisputeEventType, "DISPUTE_OPENED">;

/** What one type of event changes besides the standing, which every event carries itself. */
export type Applier<Type extends LaterType> = (
  dispute: Dispute,
  occurrence: Extract<DisputeOccurrence, { type: Type }>,
  occurredAt: Date,
) => Partial<Dispute>;

/** One applier for each of some types. */
export type AppliersOf<Types extends LaterType> = { readonly [Type in Types]: Applier<Type> };

/** Nothing but the standing changes. */
export const nothing = (): Partial<Dispute> => ({});

/** What was owed before stays on record; what was contested then is set aside by it. */
export function owe(
  { obligations }: Pick<Dispute, "obligations">,
  added: { readonly obligations: readonly Obligation[] },
): Pick<Dispute, "obligations"> {
  return { obligations: [...settleContested(obligations), ...added.obligations] };
}

/** Offers, obligations and what is about a human review, whose time was moved together with the clock. */
export function moveDues(
  { offers, obligations, automaticOutcome: automatic, humanReview: review }: Dispute,
  moved: readonly MovedDue[],
): Partial<Dispute> {
  const dueOf = new Map(moved.map(({ id, dueAt }) => [id, dueAt]));
  return {
    automaticOutcome: automatic && {
      ...automatic,
      reviewableUntil: dueOf.get(automatic.id) ?? automatic.reviewableUntil,
    },
    humanReview: review && { ...review, decideUntil: dueOf.get(review.id) ?? review.decideUntil },
    offers: offers.map((offer) => {
      const expiresAt = dueOf.get(offer.id);
      return expiresAt === undefined ? offer : { ...offer, expiresAt };
    }),
    obligations: obligations.map((obligation) => {
      const dueAt = dueOf.get(obligation.id);
      return dueAt === undefined ? obligation : { ...obligation, dueAt };
    }),
  };
}

/** The offers with those that are open ended. */
export function withdrawOpenOffers(offers: readonly Offer[], decidedAt: Date): Offer[] {
  return offers.map((offer) =>
    offer.status === OfferStatus.OPEN ? { ...offer, status: OfferStatus.SUPERSEDED, decidedAt } : offer,
  );
}
