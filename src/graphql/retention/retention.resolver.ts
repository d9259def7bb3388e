import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { liftLegalHold } from "../../services/retention/lift-legal-hold.js";
import { placeLegalHold } from "../../services/retention/place-legal-hold.js";
import { requestErasure } from "../../services/retention/request-erasure.js";
import type { GraphQLContext } from "../context.js";
import { fromGlobalId } from "../global-id.js";
import { plainPayload } from "../mutation-payload.js";
import { LiftLegalHoldInput, PlaceLegalHoldInput, RequestErasureInput } from "./retention.input.js";
import { LiftLegalHoldPayload, PlaceLegalHoldPayload, RequestErasurePayload } from "./retention.payload.js";

/** Keeping and erasing the evidence of disputes. */
@Resolver()
export class RetentionResolver {
  @Mutation(() => PlaceLegalHoldPayload, {
    description:
      "Puts a dispute under a legal hold: nothing of it is erased while it stands. Roles FRONTLINE_AGENT and SENIOR_MEDIATOR.",
  })
  placeLegalHold(
    @Arg("input", () => PlaceLegalHoldInput, { description: "Which dispute, why, and until when." })
    { until = null, ...input }: PlaceLegalHoldInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<PlaceLegalHoldPayload> {
    return plainPayload(PlaceLegalHoldPayload, input, () =>
      placeLegalHold(useCase, { ...input, until, disputeId: disputeIdOf(input) }),
    );
  }

  @Mutation(() => LiftLegalHoldPayload, {
    description: "Ends the legal hold of a dispute. Role SENIOR_MEDIATOR.",
  })
  liftLegalHold(
    @Arg("input", () => LiftLegalHoldInput, { description: "Which dispute, and why." })
    input: LiftLegalHoldInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<LiftLegalHoldPayload> {
    const { clientMutationId, reason } = input;
    return plainPayload(LiftLegalHoldPayload, input, () =>
      liftLegalHold(useCase, { clientMutationId, reason, disputeId: disputeIdOf(input) }),
    );
  }

  @Mutation(() => RequestErasurePayload, {
    description:
      "Erases the evidence of a closed dispute for good, for both sides: the key of its files is destroyed, and messages and " +
      "descriptions are gone. Possible when 3 years are over and no legal hold stands; a refusal says why. For the shopper, the " +
      "merchant's MERCHANT_ADMIN, and the FRONTLINE_AGENT on behalf of either.",
  })
  requestErasure(
    @Arg("input", () => RequestErasureInput, { description: "Which dispute." }) input: RequestErasureInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RequestErasurePayload> {
    const { clientMutationId } = input;
    return plainPayload(RequestErasurePayload, input, () =>
      requestErasure(useCase, { clientMutationId, disputeId: disputeIdOf(input) }),
    );
  }
}

/** The UUID of the dispute. @throws RefusedError INVALID_ID */
function disputeIdOf({ disputeId }: { readonly disputeId: string }): string {
  return fromGlobalId("Dispute", disputeId, ["disputeId"]);
}
