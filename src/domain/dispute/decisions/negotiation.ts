import { otherSide, sideOf, type Side, type Viewer } from "../../access/viewer.js";
import { countingWithoutSuspensions } from "../../clock/clock-setting.js";
import { addTime } from "../../clock/counted-time.js";
import { ErrorCode, refuse } from "../../errors.js";
import { obligationsFrom } from "../../obligation/from-remedies.js";
import { earlier, HOUR_MS, later } from "../../time.js";
import type { DecisionContext } from "../decision.js";
import { DisputeOutcome, DisputeStage, OfferStatus, type Dispute, type Offer } from "../dispute.js";
import { refuseForbiddenTerms } from "../forbidden-terms.js";
import { stageOf } from "../statuses.js";
import { checkTerms, type CapContext } from "../terms.js";
import type { Handler, HandlerContext } from "./outcome.js";
import { clockBeneath } from "./suspension.js";

/**
 * Puts terms on the table; row 6. The merchant's offer answers the claim; the shopper's does not
 * release the merchant from answering. An offer never outlives the window to call the platform in,
 * so that offers cannot keep a negotiation open.
 */
export const makeOffer: Handler<"MAKE_OFFER"> = (dispute, { terms, message }, context) => {
  const side = requireSide(context.viewer);
  checkTerms(terms, offerCaps(dispute, context), "terms");
  refuseForbiddenTerms(message, context.rulebook.mediation.forbiddenTerms, "message");
  const offer: Offer = {
    id: context.newId(),
    side,
    status: OfferStatus.OPEN,
    terms,
    termsHash: context.hash({ disputeId: dispute.id, terms }),
    message,
    madeAt: context.now,
    expiresAt: expiryOf(dispute, side, context),
    decidedAt: null,
  };
  return { occurrence: { type: "OFFER_MADE", offer } };
};

/** The time to answer is the other side's; no offer expires while the clock stands still. */
function expiryOf(dispute: Dispute, side: Side, context: HandlerContext): Date {
  const { now, rulebook, target, clocks } = context;
  const { status } = dispute;
  const { deadlineAt, runsAt } = clockBeneath(dispute, context);
  const { hours, basis } = rulebook.timers.offer;
  const counting = countingWithoutSuspensions(otherSide(side), basis, clocks);
  const expiry = addTime(later(now, runsAt), hours * HOUR_MS, counting);
  const windowRunsOn = target === status && stageOf(dispute) === DisputeStage.NEGOTIATION;
  return windowRunsOn && deadlineAt !== null ? earlier(expiry, deadlineAt) : expiry;
}

/** Settles on the other side's terms; row 7. Both must mean the same terms. */
export const acceptOffer: Handler<"ACCEPT_OFFER"> = (dispute, { offerId, termsHash }, context) => {
  const offer = requireOpenOffer(dispute, offerId, context);
  if (offer.termsHash !== termsHash) {
    refuse(
      ErrorCode.TERMS_CHANGED,
      "These are not the terms on offer. Read the offer again and accept its termsHash.",
      {
        field: ["termsHash"],
        details: { termsHash: offer.termsHash },
      },
    );
  }
  checkTerms(offer.terms, offerCaps(dispute, context), "offerId");
  return {
    occurrence: {
      type: "OFFER_ACCEPTED",
      offerId,
      obligations: obligationsFrom(offer.terms, context),
    },
    outcome: DisputeOutcome.SETTLED,
  };
};

/** Turns the other side's terms down; row 8. */
export const declineOffer: Handler<"DECLINE_OFFER"> = (dispute, { offerId }, context) => {
  requireOpenOffer(dispute, offerId, context);
  return { occurrence: { type: "OFFER_DECLINED", offerId } };
};

/** What the sides may offer each other; the rulebook may allow them more compensation than a claim may ask for. */
function offerCaps({ currency }: Dispute, { lines, rule, rulebook }: DecisionContext): CapContext {
  const { limits } = rulebook;
  const compensationBasisPoints = limits.offerCompensationBasisPoints ?? limits.compensationBasisPoints;
  return { lines, rule, currency, rulebook: { ...rulebook, limits: { ...limits, compensationBasisPoints } } };
}

function requireSide(viewer: Viewer): Side {
  return sideOf(viewer.role) ?? refuse(ErrorCode.FORBIDDEN, "Only the two sides make and answer offers.");
}

function requireOpenOffer(dispute: Dispute, offerId: string, { viewer, now }: DecisionContext): Offer {
  const field = { field: ["offerId"] };
  const theirs = otherSide(requireSide(viewer));
  const offer = dispute.offers.find(({ id, side }) => id === offerId && side === theirs);
  if (offer === undefined) refuse(ErrorCode.NOT_FOUND, "The other side made no such offer.", field);
  if (offer.status === OfferStatus.EXPIRED || (offer.status === OfferStatus.OPEN && offer.expiresAt <= now)) {
    refuse(ErrorCode.OFFER_EXPIRED, `The offer expired at ${offer.expiresAt.toISOString()}.`, field);
  }
  if (offer.status !== OfferStatus.OPEN) {
    refuse(ErrorCode.OFFER_NOT_OPEN, `The offer is ${offer.status} and can no longer be answered.`, field);
  }
  return offer;
}
