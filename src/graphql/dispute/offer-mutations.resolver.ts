import { Arg, Mutation, Resolver } from "type-graphql";
import { acceptOffer } from "../../services/disputes/accept-offer.js";
import { declineOffer } from "../../services/disputes/decline-offer.js";
import { makeOffer } from "../../services/disputes/make-offer.js";
import { fromGlobalId } from "../global-id.js";
import { AnsweringParameter, payloadOf, type Answering } from "../mutation-payload.js";
import { commandOf, remedyItemsOf } from "./command.js";
import { AcceptOfferInput, DeclineOfferInput, MakeOfferInput } from "./offer.input.js";
import { AcceptOfferPayload, DeclineOfferPayload, MakeOfferPayload } from "./offer.payload.js";

/** Settling between the two sides. */
@Resolver()
export class OfferMutations {
  @Mutation(() => MakeOfferPayload, {
    description:
      "Puts terms on the table, replacing the side's own open offer. Possible for either side until obligations are being " +
      "performed. The merchant's offer counts as an answer to the claim; silence about an offer is a decline.",
  })
  makeOffer(
    @Arg("input", () => MakeOfferInput, { description: "The terms." }) input: MakeOfferInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<MakeOfferPayload> {
    return payloadOf(MakeOfferPayload, input, answering, (useCase) => {
      const terms = remedyItemsOf(input.terms, "terms");
      return makeOffer(useCase, { ...commandOf(input), terms, message: input.message ?? null });
    });
  }

  @Mutation(() => AcceptOfferPayload, {
    description: "Takes the other side's offer: the dispute is settled and the terms are owed.",
  })
  acceptOffer(
    @Arg("input", () => AcceptOfferInput, { description: "Which offer, with the terms as read." })
    input: AcceptOfferInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<AcceptOfferPayload> {
    return payloadOf(AcceptOfferPayload, input, answering, (useCase) => {
      const offerId = fromGlobalId("Offer", input.offerId, ["offerId"]);
      return acceptOffer(useCase, { ...commandOf(input), offerId, termsHash: input.termsHash });
    });
  }

  @Mutation(() => DeclineOfferPayload, {
    description: "Turns the other side's offer down. The dispute goes on.",
  })
  declineOffer(
    @Arg("input", () => DeclineOfferInput, { description: "Which offer." }) input: DeclineOfferInput,
    @AnsweringParameter() answering: Answering,
  ): Promise<DeclineOfferPayload> {
    return payloadOf(DeclineOfferPayload, input, answering, (useCase) => {
      const offerId = fromGlobalId("Offer", input.offerId, ["offerId"]);
      return declineOffer(useCase, { ...commandOf(input), offerId });
    });
  }
}
