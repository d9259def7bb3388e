import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { TraitBearer, type PartyTraits } from "../../domain/conflict/party-traits.js";
import { recordPartyTraits } from "../../services/conflict/record-party-traits.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId, typeOfGlobalId } from "../global-id.js";
import { plainPayload } from "../mutation-payload.js";
import {
  RecordPartyTraitsInput,
  RecordPartyTraitsPayload,
  type PartyTraitsInput,
} from "./party-trait.type.js";

const bearers = {
  Mediator: TraitBearer.MEDIATOR,
  Merchant: TraitBearer.MERCHANT,
  Shopper: TraitBearer.SHOPPER,
};

/** Input without its class. @throws RefusedError INVALID_ID */
function traitsOf({ personId, kind, hashes }: PartyTraitsInput, index: number): PartyTraits {
  const field = ["traits", String(index), "personId"];
  const type = typeOfGlobalId(personId, field);
  const known = type === "Mediator" || type === "Shopper" ? type : "Merchant";
  return { bearer: bearers[known], personId: fromGlobalId(known, personId, field), kind, hashes };
}

/** What shows that a mediator is close to a party, as the marketplace knows it. */
@Resolver()
export class PartyTraitMutations {
  @Mutation(() => RecordPartyTraitsPayload, {
    description:
      "The marketplace tells hashes of addresses and means of payment, so that nobody mediates a case of somebody with whom he " +
      "or she shares one. They take the place of those told before. All of the call or nothing. Role INTEGRATION.",
  })
  recordPartyTraits(
    @Arg("input", () => RecordPartyTraitsInput, { description: "Of whom, and what." })
    { clientMutationId, traits }: RecordPartyTraitsInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RecordPartyTraitsPayload> {
    return plainPayload(RecordPartyTraitsPayload, { clientMutationId }, () =>
      recordPartyTraits(useCase, { clientMutationId, traits: traits.map(traitsOf) }),
    );
  }
}
