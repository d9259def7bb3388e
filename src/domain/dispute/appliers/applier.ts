import type { Obligation } from "../../obligation/obligation.js";
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

/** What was owed before a dispute was reopened stays on record. */
export function owe(
  { obligations, reopenings }: Dispute,
  added: { readonly obligations: readonly Obligation[] },
): Pick<Dispute, "obligations"> {
  return {
    obligations: reopenings.length === 0 ? added.obligations : [...obligations, ...added.obligations],
  };
}

/** Offers and obligations whose time was moved together with the clock. */
export function moveDues({ offers, obligations }: Dispute, moved: readonly MovedDue[]): Partial<Dispute> {
  const dueOf = new Map(moved.map(({ id, dueAt }) => [id, dueAt]));
  return {
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
