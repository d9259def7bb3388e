import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { draftRuling } from "../../services/ruling/draft-ruling.js";
import { approveRuling, returnRuling } from "../../services/ruling/review-ruling.js";
import { submitRulingForReview } from "../../services/ruling/submit-ruling-for-review.js";
import type { GraphQLContext } from "../context.js";
import { writtenOf } from "../dispute/ruling-command.js";
import { fromGlobalId } from "../global-id.js";
import { DraftRulingInput, ReturnRulingInput, RulingReviewInput } from "./ruling-draft.input.js";
import { RulingDraftPayload } from "./ruling-draft.payload.js";

/** Writing a ruling, and having it looked at. */
@Resolver()
export class RulingDraftMutations {
  @Mutation(() => RulingDraftPayload, {
    description:
      "The mediator of the case saves what is written of the ruling as another version. The sides never see it, the dispute's " +
      "version stays, and an approval of an earlier version counts no more.",
  })
  draftRuling(
    @Arg("input", () => DraftRulingInput, { description: "Which case, and what is written." })
    input: DraftRulingInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulingDraftPayload> {
    return RulingDraftPayload.of(input, async () => draftRuling(useCase, draftOf(input)));
  }

  @Mutation(() => RulingDraftPayload, {
    description:
      "The mediator of the case hands the draft to a senior mediator, where the rulebook asks for a second pair of eyes. The " +
      "decision clock runs on, and the sides are told nothing.",
  })
  submitRulingForReview(
    @Arg("input", () => RulingReviewInput, { description: "Which version." }) input: RulingReviewInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulingDraftPayload> {
    return RulingDraftPayload.of(input, async () => submitRulingForReview(useCase, versionOf(input)));
  }

  @Mutation(() => RulingDraftPayload, {
    description:
      "A senior mediator who did not write it approves the draft. `issueRuling` then takes exactly what was approved.",
  })
  approveRuling(
    @Arg("input", () => RulingReviewInput, { description: "Which version." }) input: RulingReviewInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulingDraftPayload> {
    return RulingDraftPayload.of(input, async () => approveRuling(useCase, versionOf(input)));
  }

  @Mutation(() => RulingDraftPayload, {
    description: "A senior mediator who did not write it gives the draft back and says why.",
  })
  returnRuling(
    @Arg("input", () => ReturnRulingInput, { description: "Which version, and why." })
    input: ReturnRulingInput,
    @Ctx() { useCase }: GraphQLContext,
  ): Promise<RulingDraftPayload> {
    const { reason } = input;
    return RulingDraftPayload.of(input, async () => returnRuling(useCase, { ...versionOf(input), reason }));
  }
}

function draftOf({ clientMutationId, disputeId, expectedDraftVersion, ruling }: DraftRulingInput) {
  return {
    ...{ clientMutationId, expectedDraftVersion },
    disputeId: fromGlobalId("Dispute", disputeId, ["disputeId"]),
    ruling: writtenOf(ruling),
  };
}

function versionOf({ clientMutationId, disputeId, draftVersion }: RulingReviewInput) {
  return {
    ...{ clientMutationId, draftVersion },
    disputeId: fromGlobalId("Dispute", disputeId, ["disputeId"]),
  };
}
